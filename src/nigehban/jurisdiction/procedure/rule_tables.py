"""Reads one deadline of a pack: ``[[deadline]]`` in ``procedure/deadlines.toml``."""

from __future__ import annotations

from nigehban.jurisdiction.days import read_day
from nigehban.jurisdiction.heading import Heading
from nigehban.jurisdiction.marks import MARKS
from nigehban.jurisdiction.procedure.conditions import value_key
from nigehban.jurisdiction.procedure.records import Condition, Kind, Rule, Scope, Stage, Weight
from nigehban.jurisdiction.procedure.spans import Span, read_span
from nigehban.jurisdiction.tables import Section
from nigehban.jurisdiction.texts import read_text, read_text_or_plain

_STAGE = frozenset({"id", "title", "within", "met_by", "extendable"})
_ANY = _STAGE | {"kind", "weight", "scope", "says", "from", "when", "when_not", "unless", "if_unknown", "blocks"}
_ANY |= {"conflicts_with", "valid_from", "basis", "source", "confidence"}
_OWN: dict[Kind, frozenset[str]] = {
    Kind.TERM: frozenset(
        {
            "then",
            "instead",
            "exclude_hours",
            "exclude_from",
            "exclude_until",
            "at_most_days",
            "warn_after",
            "warn_before",
        }
    ),
    Kind.CUMULATIVE: frozenset(
        {"limit_days", "days_key", "warn_on_day", "asked_by", "answered_by", "ended_by", "window", "window_from"}
    ),
    Kind.FORBIDDEN: frozenset(),
    Kind.REQUIRED: frozenset({"needs"}),
    Kind.ONCE: frozenset({"per", "excused_by"}),
    Kind.RECURRING: frozenset({"reset_by", "ended_by", "warn_before"}),
}
"""The keys that mean something for one kind of deadline only."""
_NEEDED = {
    Kind.CUMULATIVE: ("limit_days", "days_key"),
    Kind.FORBIDDEN: ("when",),
    Kind.REQUIRED: ("needs",),
    Kind.ONCE: ("per", "excused_by"),
    Kind.RECURRING: ("within", "reset_by", "ended_by"),
}
_UNKNOWN = ("apply", "warn", "skip")


def read_rule(heading: Heading, section: Section) -> Rule:
    """A deadline. Raises ``PackLineError`` for a key that is missing, of no use for its kind, or wrong."""
    kind = Kind(section.one_of("kind", tuple(Kind)))
    section.only(_ANY | _OWN[kind])
    for key in _NEEDED.get(kind, ()):
        if key not in section:
            raise section.error(key, f"is missing; a deadline of the kind '{kind}' needs it.")
    instead = tuple((_conditions(one, "when")[0], _needed_span(one)) for one in section.sections("instead"))
    needs = section.section("needs")
    return Rule(
        id=section.get("id", str),
        kind=kind,
        weight=Weight(section.one_of("weight", tuple(Weight))),
        scope=Scope(section.one_of("scope", tuple(Scope))),
        title=read_text(section, "title", heading),
        says=read_text_or_plain(section, "says", heading),
        starts=_some(section, "from"),
        stages=(_stage(heading, section), *(_next_stage(heading, one) for one in section.sections("then"))),
        when=_refutable(section),
        unless=_conditions(section, "unless"),
        if_unknown=section.one_of("if_unknown", _UNKNOWN, "warn"),
        instead=instead,
        exclude_hours=section.get_or_none("exclude_hours", str),
        exclude_from=section.get_or_none("exclude_from", str),
        exclude_until=section.get_or_none("exclude_until", str),
        at_most_days=section.get_or_none("at_most_days", str),
        warn_after=_spans(section, "warn_after"),
        warn_before=_spans(section, "warn_before"),
        ended_by=section.texts("ended_by"),
        reset_by=section.texts("reset_by") or section.texts("window_from"),
        asked_by=section.texts("asked_by"),
        answered_by=section.texts("answered_by"),
        limit_days=_limit(section),
        window=_span(section, "window"),
        days_key=section.get_or_none("days_key", str),
        warn_on_day=_alarm_days(section),
        needs={key: needs.get(key, object) for key in needs},
        per=section.get_or_none("per", str),
        excused_by=section.get_or_none("excused_by", str),
        blocks=section.texts("blocks"),
        conflicts_with=section.texts("conflicts_with"),
        start=read_day(section, "valid_from"),
        basis=section.get("basis", str),
        source=section.get("source", str),
        confidence=section.one_of("confidence", MARKS),
        line=section.line,
    )


def _stage(heading: Heading, section: Section) -> Stage:
    return Stage(
        section.get("id", str),
        read_text(section, "title", heading),
        _span(section, "within"),
        section.texts("met_by"),
        section.get_or_none("extendable", bool),
    )


def _next_stage(heading: Heading, section: Section) -> Stage:
    section.only(_STAGE)
    return _stage(heading, section)


def _conditions(section: Section, key: str) -> tuple[Condition, ...]:
    table = section.section(key)
    return tuple(Condition(name, frozenset(map(value_key, _list(table, name)))) for name in table)


def _refutable(section: Section) -> tuple[Condition, ...]:
    """The conditions of ``when``, each with the values that ``when_not`` names for its key."""
    refuted = {one.key: one.values for one in _conditions(section, "when_not")}
    found = _conditions(section, "when")
    unknown = refuted.keys() - {one.key for one in found}
    if unknown:
        raise section.error("when_not", f"names '{min(unknown)}', which 'when' does not. Write it there as well.")
    return tuple(one._replace(refuted=refuted.get(one.key, frozenset())) for one in found)


def _limit(section: Section) -> int | None:
    limit = section.get_or_none("limit_days", int)
    if limit is not None and limit < 1:
        raise section.error("limit_days", f"is {limit}. Write how many days the law gives: 1 or more.")
    return limit


def _alarm_days(section: Section) -> tuple[int, ...]:
    days = section.get("warn_on_day", list, [])
    wrong = [day for day in days if type(day) is not int or not 1 <= day <= (_limit(section) or 0)]
    if wrong:
        raise section.error("warn_on_day", f"holds {wrong[0]!r}. Write days from 1 to 'limit_days'.")
    return tuple(days)


def _list(table: Section, key: str) -> list[object]:
    values = table.get(key, list)
    if not values:
        raise table.error(key, "is empty. Write the values that fulfil it.")
    return values


def _needed_span(section: Section) -> Span:
    section.only(("when", "within"))
    if len(section.section("when").keys()) != 1:
        raise section.error("when", "must name exactly one key of the event's data.")
    span = _span(section, "within")
    if span is None:
        raise section.error("within", "is missing.")
    return span


def _span(section: Section, key: str) -> Span | None:
    text = section.get_or_none(key, str)
    return None if text is None else _read(section, key, text)


def _spans(section: Section, key: str) -> tuple[Span, ...]:
    return tuple(_read(section, key, text) for text in section.texts(key))


def _read(section: Section, key: str, text: str) -> Span:
    span = read_span(text)
    if span is None:
        problem = f"is no length of time: '{text}'. Write PT24H, P14D, P3M, P1Y or '7 working days'."
        raise section.error(key, problem)
    return span


def _some(section: Section, key: str) -> tuple[str, ...]:
    found = section.texts(key)
    if not found:
        raise section.error(key, "names no event. Write the types of events that begin the deadline.")
    return found
