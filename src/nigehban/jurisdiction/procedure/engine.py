"""How every deadline of some cases stands: a pure function of the pack, what happened, and the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from nigehban.jurisdiction.procedure import sentences as s
from nigehban.jurisdiction.procedure.closing import EXTENSION, is_named
from nigehban.jurisdiction.procedure.events import read_events, split
from nigehban.jurisdiction.procedure.kinds import KINDS
from nigehban.jurisdiction.procedure.records import Event, Group, Kind, Now, Procedure, Row, Rule, State

_LAST = datetime.max.replace(tzinfo=UTC)
_LONGEST = 60  # characters of a wrong name that are shown


@dataclass(frozen=True)
class Board:
    """The rows, first what is blocked, then the soonest; what is to be said of the events and of the pack."""

    as_of: datetime
    rows: tuple[Row, ...]
    warnings: tuple[str, ...]
    review: str
    now: Now

    def as_dict(self) -> dict[str, Any]:
        """The board for JSON, its times in the country's zone."""
        return {
            "as_of": _local(self.now, self.as_of),
            "deadlines": [_row_dict(row, self.now) for row in self.rows],
            "warnings": list(self.warnings),
            "review": self.review,
        }


def evaluate(procedure: Procedure, values: Sequence[object], as_of: datetime) -> Board:
    """Every deadline of the events in a list of JSON values, as it stood at a time (aware); later ones do not count."""
    now = Now(as_of.astimezone(UTC), procedure.calendar)
    happened = read_events(values, procedure, now.as_of)
    rows: list[Row] = []
    warnings = [*happened.warnings]
    groups = split(happened.events, procedure)
    for rule in procedure.rules:
        for group in groups[rule.scope]:
            rows += _rows(rule, group, now, warnings)
    warnings += _unmatched(procedure, happened.events, rows)
    return Board(now.as_of, tuple(sorted(rows, key=_order)), tuple(warnings), procedure.heading.review, now)


def _rows(rule: Rule, group: Group, now: Now, warnings: list[str]) -> list[Row]:
    try:
        return KINDS[rule.kind](rule, group, now)
    except OverflowError:
        warnings.append(s.OUTSIDE(rule=rule.id, case=group.case))
        return []


def _unmatched(procedure: Procedure, events: Sequence[Event], rows: Sequence[Row]) -> list[str]:
    """Orders of a court that extend nothing, each with the reason."""
    told = (_without_use(procedure, event, rows) for event in events if event.type == EXTENSION)
    return [why for why in told if why]


def _without_use(procedure: Procedure, order: Event, rows: Sequence[Row]) -> str:
    """Why an order extends nothing; empty for one that names a clock which ran."""
    name = str(order.data.get("deadline") or "").strip()
    if not name:
        return s.NO_CLOCK_NAMED(event=order.number)
    rules = [rule for rule in procedure.rules if any(is_named(name, stage.id) for stage in rule.stages)]
    if not rules:
        return s.NO_SUCH_CLOCK(event=order.number, name=name[:_LONGEST])
    if all(rule.kind is not Kind.TERM for rule in rules):
        return s.NO_TERM(event=order.number, rule=rules[0].id, basis=rules[0].basis)
    ran = (row for row in rows if row.case == order.case and is_named(name, row.id))
    found = any(row.since and row.since <= order.at for row in ran)
    return "" if found else s.NONE_RAN(event=order.number, name=name)


def _order(row: Row) -> tuple[bool, datetime, str, str, str, datetime]:
    is_open = row.state is not State.BLOCKED
    return is_open, row.due or _LAST, row.case, row.accused or "", row.id, row.since or _LAST


def _row_dict(row: Row, now: Now) -> dict[str, Any]:
    rule = row.rule
    return {
        "id": row.id,
        "title": dict(row.title),
        "case": row.case,
        "accused": row.accused,
        "since": _local(now, row.since),
        "due": _local(now, row.due),
        "was_due": _local(now, row.was_due),
        "state": row.state.value,
        "weight": rule.weight.value,
        "alarms": [_local(now, alarm) for alarm in row.alarms],
        "basis": rule.basis,
        "source": rule.source,
        "confidence": rule.confidence,
        "explanation": row.explanation,
        "blocks": list(row.blocks),
        "conflicts_with": list(rule.conflicts_with),
        "warnings": list(row.warnings),
    }


def _local(now: Now, moment: datetime | None) -> str | None:
    return None if moment is None else now.calendar.local(moment).isoformat(timespec="seconds")
