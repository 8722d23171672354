"""Who takes work from where."""

from __future__ import annotations

from enum import StrEnum

from nigehban.desk.access.policies import may
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer


class Queue(StrEnum):
    """Where work is taken from. What was handed to an officer comes before the rest of any of them."""

    TRIAGE = "triage"
    CIRCLE = "circle"
    ESCALATED = "escalated"


_NEEDS = {
    Queue.TRIAGE: Permission.DECIDE_LEADS,
    Queue.CIRCLE: Permission.OPEN_CASES,
    Queue.ESCALATED: Permission.LEAD_CIRCLE,
}


def queues_of(officer: Officer) -> list[Queue]:
    """The queues that the officer may take from; none for who decides of no lead."""
    return [queue for queue, needed in _NEEDS.items() if may(officer, Permission.DECIDE_LEADS) and may(officer, needed)]


def may_break(officer: Officer) -> bool:
    """Whether the officer may end the lease of another."""
    return may(officer, Permission.LEAD_CIRCLE)
