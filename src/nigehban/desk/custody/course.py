"""What custody adds up to: the clock, the spells, the court dates. A pure function of the events and of the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from nigehban.desk.cases.models import CaseEvent
from nigehban.jurisdiction.procedure import Board, Row, State

CLOCK, SPELLS = "D1", "D2"
_LATE = timedelta(hours=1)
_NEVER = datetime.min.replace(tzinfo=UTC)
_ARRESTS = frozenset({"arrested", "arrested_on_warrant"})
_REMAND = frozenset({"police_custody_requested", "police_custody_ordered", "police_custody_refused"})
_HEARING = "hearing_held"


class Alarm(NamedTuple):
    """A moment at which the clock alarms, and whether it has come."""

    at: datetime
    hours: int
    has_come: bool


@dataclass(frozen=True)
class Course:
    """The custody of one accused at a time."""

    as_of: datetime
    clock: Row | None
    alarms: Sequence[Alarm]
    days: Row | None
    rows: Sequence[Row]
    remands: Sequence[CaseEvent]
    ordered_days: int
    hearings: Sequence[CaseEvent]
    adjournments: int
    arrest: CaseEvent | None

    @property
    def is_running(self) -> bool:
        """Whether the clock runs towards a production that has not happened."""
        return self.clock is not None and self.clock.state not in {State.MET, State.MISSED}

    @property
    def limit_days(self) -> int | None:
        """The days of police custody that the law gives in the whole."""
        return self.days.rule.limit_days if self.days else None


def course_of(events: Sequence[CaseEvent], board: Board, accused: str) -> Course:
    """The course of custody of one accused; ``events`` are the standing ones that concern them."""
    own = [row for row in board.rows if row.accused == accused]
    clock = max((row for row in own if row.id == CLOCK), key=_began, default=None)
    hearings = [event for event in events if event.type == _HEARING]
    remands = [event for event in events if event.type in _REMAND]
    return Course(
        as_of=board.as_of,
        clock=clock,
        alarms=_alarms(clock, board.as_of),
        days=next((row for row in own if row.id == SPELLS), None),
        rows=own,
        remands=remands,
        ordered_days=sum(_days(event) for event in remands if event.type == "police_custody_ordered"),
        hearings=hearings,
        adjournments=sum(event.data.get("result") == "adjourned" for event in hearings),
        arrest=max((event for event in events if event.type in _ARRESTS), key=lambda event: event.at, default=None),
    )


def late(event: CaseEvent) -> timedelta | None:
    """How long after it happened the desk learned of it, where that is worth telling."""
    passed = event.recorded_at - event.at
    return passed if passed > _LATE else None


def _days(event: CaseEvent) -> int:
    days = event.data.get("days")
    return days if isinstance(days, int) else 0


def _began(row: Row) -> datetime:
    return row.since or _NEVER


def _alarms(clock: Row | None, as_of: datetime) -> list[Alarm]:
    """The alarms of the clock with the hours that they stand for, as the pack's rule has them."""
    if clock is None:
        return []
    hours = [span.hours for span in clock.rule.warn_after]
    return [Alarm(at, count, at <= as_of) for at, count in zip(clock.alarms, hours, strict=False)]
