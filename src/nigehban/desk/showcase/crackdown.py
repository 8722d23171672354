"""An operation of three circles that runs now."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from nigehban.desk.cases.models import Case, Party, PartyRole
from nigehban.desk.operations.models import Operation, What
from nigehban.desk.operations.use_cases.opening import plan_operation
from nigehban.desk.operations.use_cases.people import add_team, join_operation
from nigehban.desk.operations.use_cases.results import Place, Seized, record_seizure
from nigehban.desk.operations.use_cases.stages import advance
from nigehban.desk.operations.use_cases.targets import Subject, add_target
from nigehban.desk.operations.use_cases.warrants import add_warrant
from nigehban.desk.showcase.people import Cast

_CIRCLES = ("ISB", "LHR", "KHI")


def a_crackdown(people: Cast, case: Case) -> None:
    """Plan it, name targets, get a warrant, set it running, bring in what a first search found."""
    now = timezone.now()
    operation = plan_operation(
        people.visitor,
        "WHITE STONE",
        purpose="Accounts that share payment addresses, in three circles on one day.",
        legal_basis="PECA s.33, warrants as listed",
        starts_at=now - timedelta(hours=6),
        circles=_CIRCLES,
    )
    for head in (people.head_lahore, people.head_karachi):
        join_operation(people.visitor, operation, head, reason="Head of a circle that takes part.")
    suspect = case.parties.get(role=PartyRole.SUSPECT)
    _targets(people, operation, suspect)
    add_team(people.visitor, operation, "ISB", "Team 1", [people.visitor], vehicles="2", woman_present=True)
    add_team(people.head_lahore, operation, "LHR", "Team 2", [people.head_lahore], vehicles="1", woman_present=True)
    for _ in range(2):
        operation = advance(people.visitor, operation, operation.version)
    _found(people, operation, case)


def _targets(people: Cast, operation: Operation, suspect: Party) -> None:
    add_target(people.visitor, operation, "ISB", Subject(party=suspect), priority=1)
    add_target(
        people.head_lahore,
        operation,
        "LHR",
        Subject(identifier_kind="phone", identifier="+923000000017"),
        priority=2,
        children_expected=True,
        safeguarding_plan="Child protection officer with the team; a place is kept at the shelter.",
    )
    add_target(
        people.head_karachi, operation, "KHI", Subject(identifier_kind="email", identifier="k@example.org"), priority=2
    )


def _found(people: Cast, operation: Operation, case: Case) -> None:
    now = timezone.now()
    target = operation.targets.get(circle="ISB")
    warrant = add_warrant(
        people.visitor,
        operation,
        number="SW-114",
        court="Sessions Court (invented)",
        issued_on=timezone.localdate() - timedelta(days=2),
        expires_on=timezone.localdate() + timedelta(days=5),
        address="House 0, Example Street",
        target=target,
    )
    place = Place("ISB", case, now - timedelta(hours=4), target, city="islamabad")
    items = {What.PHONE: 2, What.COMPUTER: 1}
    record_seizure(people.visitor, operation, place, warrant, Seized("EX-1", items, True, True, 2))
