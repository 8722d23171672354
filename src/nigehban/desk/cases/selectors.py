"""Reads of cases."""

from __future__ import annotations

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import NoSuchCaseError
from nigehban.desk.cases.models import Case, CaseEvent


def seen_case(officer: Officer, number: str) -> Case:
    """The case of that number. Raises ``NoSuchCaseError`` when the officer sees none."""
    case = Case.objects.visible_to(officer).filter(number=number).first()
    if case is None:
        raise NoSuchCaseError(f"You see no case {number}. Its members can ask for you to be added.")
    return case


def standing_events(case: Case) -> list[CaseEvent]:
    """What happened, in its order, without what was withdrawn."""
    return list(case.events.standing().select_related("party").order_by("at", "id"))
