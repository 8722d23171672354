"""What the law forbids to record. A fact is recorded whatever follows from it; an act that is blocked is refused.

Which events are acts, and what they do, the pack says (``does`` of an event, ``blocks`` of a deadline).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from nigehban.desk.cases.board import value_of, values_of
from nigehban.desk.cases.models import Case, CaseEvent
from nigehban.desk.cases.selectors import standing_events
from nigehban.jurisdiction.procedure import Board, Row, State, evaluate, load_procedure


def forbidding(case: Case, new: CaseEvent, now: datetime, events: Sequence[CaseEvent] | None = None) -> list[Row]:
    """The deadlines that forbid an event which is not recorded yet; none for a fact."""
    procedure = load_procedure(case.pack)
    acts = set(procedure.event_types[new.type].does)
    if not acts:
        return []
    value = value_of(case, new)
    before = values_of(case, standing_events(case) if events is None else events)
    related = [one for one in before if _same_matter(one, value)]
    board = evaluate(procedure, related, now)
    return _against(board, evaluate(procedure, [*related, value], now), value, acts)


def _against(before: Board, after: Board, value: dict[str, Any], acts: set[str]) -> list[Row]:
    """Rows that the event makes, and rows of other events that it does nothing to lift."""
    stood = {_said(row) for row in before.rows}
    accused = value.get("accused")
    return [
        row
        for row in after.rows
        if row.state is State.BLOCKED
        and acts & set(row.blocks)
        and row.accused in (None, accused)
        and (_said(row) not in stood or value["type"] not in (*row.rule.starts, *row.rule.asked_by))
    ]


def _said(row: Row) -> tuple[object, ...]:
    return row.id, row.accused, row.since, row.explanation


def _same_matter(one: dict[str, Any], other: dict[str, Any]) -> bool:
    refs = {one["data"].get("ref"), other["data"].get("ref")} - {None, ""}
    return len(refs) < 2
