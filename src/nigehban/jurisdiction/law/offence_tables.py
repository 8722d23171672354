"""Reads the offences of a pack: ``law/offences/*.toml``."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from nigehban.jurisdiction.days import read_day
from nigehban.jurisdiction.errors import PackFileError
from nigehban.jurisdiction.heading import Heading
from nigehban.jurisdiction.law.durations import length
from nigehban.jurisdiction.law.records import Conflict, Offence, Penalty, Variant, Version
from nigehban.jurisdiction.marks import MARKS
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.tables import Section
from nigehban.jurisdiction.texts import read_tables, read_text

_PENALTY = frozenset({"imprisonment_min", "imprisonment_max", "fine_min", "fine_max", "join", "fine", "other"})
_FROM = frozenset({"source", "confidence"})
_OFFENCE = frozenset(
    ("code", "act", "section", "kind", "title", "heading", "marks", "schedules", "replaced_by", "suggest", "note")
)
_FACTS = ("cognizable", "bailable", "compoundable")
_VERSION = _PENALTY | _FROM | {"from", "to", "note", "variant", "conflict"}
_JOINS = ("and", "or", "or_both")
_KINDS = ("offence", "definition", "procedure")
_OTHER = ("life", "remainder_of_life", "death")


def read_offences(folder: Path, heading: Heading, problems: Problems) -> tuple[Offence, ...]:
    """Every offence that could be read, file by file; the other ones are in ``problems``."""
    found: list[Offence] = []
    if not (folder / "law/offences").is_dir():
        raise PackFileError(
            folder / "law/offences", "is missing. Write the offences there, in files that end in .toml."
        )
    for path in sorted((folder / "law/offences").glob("*.toml")):
        sections = problems.part(partial(read_tables, path, "offence"))
        found += problems.each(partial(_offence, heading, path.relative_to(folder).as_posix()), sections)
    return tuple(found)


def _offence(heading: Heading, file: str, section: Section) -> Offence:
    section.only(_OFFENCE | {*_FACTS, "version"})
    marks = section.section("marks")
    marks.only(_FACTS)
    versions = tuple(_version(heading, one) for one in section.sections("version"))
    if not versions:
        raise section.error("version", "is missing: write at least one [[offence.version]] with its source.")
    return Offence(
        section.get("code", str),
        section.get("act", str),
        section.get("section", str),
        section.one_of("kind", _KINDS, "offence"),
        read_text(section, "title", heading),
        section.get_or_none("heading", str),
        section.get_or_none("cognizable", bool),
        section.get_or_none("bailable", bool),
        section.get_or_none("compoundable", bool),
        {name: marks.one_of(name, MARKS) for name in marks},
        section.texts("schedules"),
        section.texts("replaced_by"),
        section.get("suggest", bool, True),
        section.get_or_none("note", str),
        versions,
        file,
        section.line,
    )


def _version(heading: Heading, section: Section) -> Version:
    section.only(_VERSION)
    start, end = read_day(section, "from"), read_day(section, "to")
    if start and end and end.last < start.first:
        raise section.error("to", f"({end}) lies before 'from' ({start}). Mend the days.")
    return Version(
        start,
        end,
        _penalty(section),
        tuple(_variant(heading, one) for one in section.sections("variant")),
        tuple(map(_conflict, section.sections("conflict"))),
        section.get_or_none("note", str),
        section.get("source", str),
        section.one_of("confidence", MARKS),
        section.line,
    )


def _penalty(section: Section) -> Penalty:
    penalty = Penalty(
        _term(section, "imprisonment_min"),
        _term(section, "imprisonment_max"),
        _fine(section, "fine_min"),
        _fine(section, "fine_max"),
        section.one_of("join", _JOINS) if "join" in section else None,
        section.get_or_none("fine", bool),
        section.texts("other"),
    )
    if not set(penalty.other) <= set(_OTHER):
        raise section.error("other", f"may hold {', '.join(map(repr, _OTHER))} only.")
    _check_order(section, penalty)
    return penalty


def _check_order(section: Section, penalty: Penalty) -> None:
    terms = [length(term) or 0 for term in (penalty.imprisonment_min, penalty.imprisonment_max) if term]
    if terms != sorted(terms):
        raise section.error("imprisonment_max", "is shorter than 'imprisonment_min'. Mend one of them.")
    fines = [fine for fine in (penalty.fine_min, penalty.fine_max) if fine is not None]
    if fines != sorted(fines):
        raise section.error("fine_max", "is less than 'fine_min'. Mend one of them.")


def _term(section: Section, key: str) -> str | None:
    term = section.get_or_none(key, str)
    if term is not None and length(term) is None:
        raise section.error(key, f"is no duration: '{term}'. Write P7Y for seven years, P6M for six months.")
    return term


def _fine(section: Section, key: str) -> int | None:
    fine = section.get_or_none(key, int)
    if fine is not None and fine < 0:
        raise section.error(key, "is less than nothing. Mend it.")
    return fine


def _variant(heading: Heading, section: Section) -> Variant:
    section.only(_PENALTY | {"when"})
    return Variant(read_text(section, "when", heading), _penalty(section))


def _conflict(section: Section) -> Conflict:
    section.only(_PENALTY | _FROM | {"says", "from", "to"})
    return Conflict(
        section.get("says", str),
        _penalty(section),
        section.get("source", str),
        section.one_of("confidence", MARKS),
        read_day(section, "from"),
        read_day(section, "to"),
    )
