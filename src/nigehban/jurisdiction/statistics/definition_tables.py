"""Reads ``stats/definitions.toml``: counting units, breakdowns and measures."""

from __future__ import annotations

import re
from functools import partial

from nigehban.jurisdiction.heading import Heading
from nigehban.jurisdiction.marks import MARKS
from nigehban.jurisdiction.statistics.records import (
    Breakdown,
    CountingUnit,
    Counts,
    Distinct,
    During,
    Measure,
    Moment,
    Part,
    Selector,
    Side,
    Value,
)
from nigehban.jurisdiction.tables import Section
from nigehban.jurisdiction.texts import read_text

_SELECTOR = re.compile(r"(\w+)(?:\[(\w+)=([\w .|-]+)\])?")
_ANY = frozenset({"id", "title", "says", "unit", "counts", "distinct", "by", "part_of", "source", "confidence"})
_OWN = {
    Counts.FLOW: frozenset({"events", "where", "during", "adds"}),
    Counts.STOCK: frozenset({"events", "where", "ended", "at"}),
    Counts.ENTERED: frozenset({"of"}),
    Counts.LEFT: frozenset({"of", "events"}),
}
"""The keys that mean something for one kind of measure only."""
_KEYS = {Side.CITY: "city", Side.PROVINCE: "province", Side.OFFENCE: "offence", Side.ACT: "offence"}
"""The key of an event's data that a breakdown reads where the pack names no other."""
_OF_STOCK = (Counts.ENTERED, Counts.LEFT)


def read_counting_unit(heading: Heading, section: Section) -> CountingUnit:
    """What one is one of."""
    section.only(("id", "title"))
    return CountingUnit(section.get("id", str), read_text(section, "title", heading), section.line)


def read_breakdown(heading: Heading, section: Section) -> Breakdown:
    """By what figures are told apart."""
    section.only(("id", "of", "key", "title", "value"))
    side = Side(section.one_of("of", tuple(Side)))
    values = tuple(map(partial(_value, heading), section.sections("value")))
    if side is Side.DATA and not values:
        raise section.error("value", "is missing: list the values that the key may have, each as [[breakdown.value]].")
    if side is not Side.DATA and values:
        raise section.error("value", f"is of no use: the pack knows every {side} already.")
    key = section.get("key", str, _KEYS.get(side, ""))
    return Breakdown(section.get("id", str), side, key, read_text(section, "title", heading), values, section.line)


def read_measure(heading: Heading, section: Section) -> Measure:
    """A measure. Raises ``PackLineError`` for a key that is missing, of no use for its kind, or wrong."""
    counts = Counts(section.one_of("counts", tuple(Counts), Counts.FLOW))
    section.only(_ANY | _OWN[counts])
    where = _where(section)
    events = tuple(one._replace(where={**one.where, **where}) for one in read_selectors(section, "events"))
    if not events and counts is not Counts.ENTERED:
        raise section.error("events", "names no event. Write the types of events that are counted.")
    return Measure(
        id=section.get("id", str),
        title=read_text(section, "title", heading),
        says=read_text(section, "says", heading),
        unit=section.get("unit", str),
        counts=counts,
        events=events,
        ended=_needed(section, "ended") if counts is Counts.STOCK else (),
        of=section.get("of", str) if counts in _OF_STOCK else None,
        moment=Moment(section.one_of("at", tuple(Moment))) if counts is Counts.STOCK else None,
        during=_during(section.section("during")) if "during" in section else None,
        distinct=Distinct(section.one_of("distinct", tuple(Distinct), Distinct.EVENT)),
        adds=section.get_or_none("adds", str),
        breakdowns=section.texts("by"),
        part_of=_part(section.section("part_of")) if "part_of" in section else None,
        source=section.get("source", str),
        confidence=section.one_of("confidence", MARKS),
        line=section.line,
    )


def read_selectors(section: Section, key: str) -> tuple[Selector, ...]:
    """Types of events, each alone (``arrested``) or with a value of its data (``judgment[result=convicted]``)."""
    return tuple(_selector(section, key, text) for text in section.texts(key))


def _selector(section: Section, key: str, text: str) -> Selector:
    parts = _SELECTOR.fullmatch(text)
    if parts is None:
        raise section.error(key, f"holds '{text}', which selects nothing. Write 'judgment[result=convicted]'.")
    return Selector(parts[1], {parts[2]: tuple(parts[3].split("|"))} if parts[2] else {})


def _needed(section: Section, key: str) -> tuple[Selector, ...]:
    found = read_selectors(section, key)
    if not found:
        raise section.error(key, "names no event. Write the types of events by which it ends.")
    return found


def _where(section: Section) -> dict[str, tuple[str, ...]]:
    table = section.section("where")
    return {key: table.texts(key) for key in table}


def _during(section: Section) -> During:
    section.only(("began", "ended", "until"))
    return During(_needed(section, "began"), _needed(section, "ended"), section.get("until", str, ""))


def _part(section: Section) -> Part:
    section.only(("measure", "by", "value"))
    return Part(section.get("measure", str), section.get("by", str, ""), section.get("value", str, ""))


def _value(heading: Heading, section: Section) -> Value:
    section.only(("id", "title"))
    return Value(section.get("id", str), read_text(section, "title", heading))
