"""Operations for tests."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from tests.desk.custody.cases import a_case, an_accused
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Party, Person
from nigehban.desk.operations.models import Operation, OperationState, Target, Warrant
from nigehban.desk.operations.use_cases import Place, Subject, add_target, add_warrant, plan_operation


def head(*circles: str) -> Officer:
    """The head of some circles."""
    officer = officer_with()
    for circle in circles:
        officer.role_grants.create(role=Role.CIRCLE_IN_CHARGE, unit=circle, reason="For the test.")
    return officer


def an_operation(*circles: str, lead: Officer | None = None, state: OperationState | None = None) -> Operation:
    circles = circles or ("ISB", "KHI")
    operation = plan_operation(
        lead or head(*circles),
        "Blue Lamp",
        purpose="Searches in several towns.",
        legal_basis="PECA 33; warrants of the courts.",
        starts_at=timezone.now() + timedelta(days=1),
        circles=circles,
    )
    if state:
        Operation.objects.filter(pk=operation.pk).update(state=state)
        operation.refresh_from_db()
    return operation


def a_suspect(officer: Officer, unit: str = "ISB", *, cnic: str = "", name: str = "Accused A") -> Party:
    """A suspect of a case of a unit; with the number of a paper there is a person behind."""
    person = Person.objects.create(name="Invented Name", recorded_by=officer, papers={"cnic": cnic} if cnic else {})
    return an_accused(a_case(officer, unit), name=name, person=person)


def a_target(operation: Operation, circle: str | None = None, subject: Subject | None = None, **stated) -> Target:
    circle = circle or operation.circles[0]
    chosen = subject or Subject(party=a_suspect(operation.lead, circle))
    return add_target(operation.lead, operation, circle, chosen, **stated)


def a_warrant(operation: Operation, target: Target | None = None, number: str = "W-1", **dates: date) -> Warrant:
    dates = {"issued_on": timezone.localdate() - timedelta(days=1)} | dates
    return add_warrant(
        operation.lead,
        operation,
        number=number,
        court="Sessions Court",
        address="Invented street 1",
        target=target,
        **dates,
    )


def a_place(target: Target) -> Place:
    at = timezone.now() - timedelta(hours=1)
    return Place(target.circle, target.party.case, at, target, city="Islamabad", province="IS")
