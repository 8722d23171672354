"""Events and boards, as short as a test can say them. All times are of Pakistan, +05:00."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nigehban.jurisdiction.procedure import Board, Procedure, Row, evaluate


def event(kind: str, at: str, accused: str | None = None, case: str = "1", **data: object) -> dict[str, Any]:
    """``at`` is ``03-02 10`` or ``03-02 10:30``, a day of 2026."""
    told: dict[str, Any] = {"type": kind, "at": moment(at), "case": case}
    return told | ({"accused": accused} if accused else {}) | ({"data": data} if data else {})


def moment(text: str) -> str:
    day, _, hour = text.partition(" ")
    return f"2026-{day}T{hour or '00'}{'' if ':' in hour else ':00'}:00+05:00"


def board(procedure: Procedure, as_of: str, *events: object) -> Board:
    return evaluate(procedure, events, datetime.fromisoformat(moment(as_of)))


def row(procedure: Procedure, wanted: str, as_of: str, *events: object) -> Row:
    """The only row of that id."""
    rows = [one for one in board(procedure, as_of, *events).rows if one.id == wanted]
    assert len(rows) == 1, rows
    return rows[0]


def due(one: Row) -> str:
    assert one.due is not None
    return one.due.astimezone(datetime.fromisoformat(moment("01-01")).tzinfo).strftime("%m-%d %H:%M")
