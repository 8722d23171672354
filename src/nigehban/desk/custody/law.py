"""The law before recording: what the pack's procedure says of an event that has not happened yet.

An order that lacks a paper is recorded and shown as what it is. What the law forbids, or what goes beyond days that add
up, is refused before it stands in the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from nigehban.desk.cases.models import Case, CaseEvent, Party
from nigehban.desk.cases.selectors import standing_events
from nigehban.desk.custody.errors import ForbiddenByLawError
from nigehban.jurisdiction.procedure import Board, Kind, Row, State, evaluate, load_procedure

_REFUSING = frozenset({Kind.FORBIDDEN, Kind.CUMULATIVE, Kind.ONCE})


def board_of(case: Case, as_of: datetime, events: Iterable[CaseEvent] | None = None) -> Board:
    """How every deadline of a case stands."""
    found = standing_events(case) if events is None else events
    return evaluate(load_procedure(case.pack), [_value(event) for event in found], as_of)


def check_law(case: Case, type: str, at: datetime, party: Party | None, data: dict[str, Any]) -> None:  # noqa: A002
    """Raises ``ForbiddenByLawError`` when the event would break what the procedure forbids."""
    planned = CaseEvent(case=case, type=type, at=at, party=party, data=data)
    events = standing_events(case)
    as_of = max(at, timezone.now())  # what was recorded of later days counts as well
    known = set(map(_said, _refusals(board_of(case, as_of, events))))
    broken = [row for row in _refusals(board_of(case, as_of, [*events, planned])) if _said(row) not in known]
    if broken:
        raise ForbiddenByLawError(broken)


def _refusals(board: Board) -> list[Row]:
    return [row for row in board.rows if row.state is State.BLOCKED and row.rule.kind in _REFUSING]


def _said(row: Row) -> tuple[str, str | None, str]:
    return row.id, row.accused, row.explanation


def _value(event: CaseEvent) -> dict[str, Any]:
    """An event as the procedure reads it; the number of the party tells the accused apart."""
    value: dict[str, Any] = {
        "type": event.type,
        "at": event.at.isoformat(),
        "case": str(event.case_id),
        "accused": "" if event.party_id is None else str(event.party_id),
        "data": event.data | ({"ref": event.ref} if event.ref else {}),
    }
    # A planned event has no time of recording yet: the database's default is an expression.
    return value | ({"recorded_at": event.recorded_at.isoformat()} if event.pk else {})
