"""Two circles, one subject: both are told, neither sees the other's matter, and no door is knocked before both know."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction
from tests.desk.custody.cases import a_case, an_accused
from tests.desk.officers import officer_with
from tests.desk.operations.made import a_suspect, a_target, an_operation, head

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.errors import NoReasonError, NotPermittedError
from nigehban.desk.access.roles import Role
from nigehban.desk.operations.errors import (
    AlreadyTargetError,
    NotYourSideError,
    StaleError,
    UnclearedConflictError,
)
from nigehban.desk.operations.models import Conflict, Notice, Operation, OperationState
from nigehban.desk.operations.selectors import conflicts_of
from nigehban.desk.operations.use_cases import Subject, acknowledge, advance, override, remove_target

pytestmark = pytest.mark.django_db
LEAD = Subject(lead="L-abc")


def two_after(subject: Subject = LEAD) -> tuple[Operation, Operation, Conflict]:
    one, other = an_operation("ISB"), an_operation("KHI")
    a_target(one, subject=subject)
    a_target(other, subject=subject)
    return one, other, Conflict.objects.get()


def test_two_circles_with_one_lead_are_both_told_and_neither_sees_the_others_operation():
    one, other, conflict = two_after()
    assert {notice.officer for notice in Notice.objects.all()} == {one.lead, other.lead}
    for mine, theirs in ((one, other), (other, one)):
        with acting_as(mine.lead):
            (told,) = conflicts_of(mine)
            assert told.pk == conflict.pk
            assert {told.contact_a, told.contact_b} == {mine.lead, theirs.lead}
            assert not Operation.objects.filter(pk=theirs.pk).exists()
            assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("35202-1234567-1", "3520212345671"), ("35202 1234567 1", "35202-1234567-1")],
)
def test_the_same_paper_in_two_cases_is_the_same_subject_however_it_is_written(first, second):
    one, other = an_operation("ISB"), an_operation("KHI")
    a_target(one, subject=Subject(party=a_suspect(one.lead, "ISB", cnic=first)))
    a_target(other, subject=Subject(party=a_suspect(other.lead, "KHI", cnic=second)))
    assert Conflict.objects.filter(target_b__isnull=False).get().reason == "id"


def test_a_phone_with_and_without_its_country_is_one_phone():
    one, other = an_operation("ISB"), an_operation("KHI")
    a_target(one, subject=Subject(identifier_kind="phone", identifier="+92 300 0000000"))
    a_target(other, subject=Subject(identifier_kind="phone", identifier="0300-0000000"))
    assert Conflict.objects.count() == 1


def test_a_suspect_of_another_circles_case_is_told_to_the_officer_of_the_case():
    owner = officer_with(Role.INVESTIGATING_OFFICER, unit="KHI")
    suspect = a_suspect(owner, "KHI", cnic="3520212345671")
    operation = an_operation("ISB")
    a_target(operation, subject=Subject(identifier_kind="cnic", identifier="35202-1234567-1"))
    conflict = Conflict.objects.get()
    assert (conflict.case_b, conflict.circle_b, conflict.contact_b) == (suspect.case, "KHI", owner)
    with acting_as(owner):
        assert Conflict.objects.get() == conflict
        assert not Operation.objects.exists()


def test_a_witness_with_the_same_paper_and_a_case_of_the_own_circle_are_no_conflict():
    operation = an_operation("ISB")
    a_suspect(operation.lead, "ISB", cnic="3520212345671")
    other = a_suspect(officer_with(Role.INVESTIGATING_OFFICER, unit="KHI"), "KHI", cnic="3520212345671")
    type(other).objects.filter(pk=other.pk).update(role="witness")
    a_target(operation, subject=Subject(identifier_kind="cnic", identifier="3520212345671"))
    assert not Conflict.objects.exists()


def test_two_accused_of_one_case_are_two_targets_of_a_circle_and_the_same_one_is_not():
    operation = an_operation("ISB")
    case = a_case(operation.lead)
    a_target(operation, subject=Subject(party=a_suspect(operation.lead, "ISB", cnic="1")))
    a_target(operation, subject=Subject(party=an_accused(case, name="B")))
    a_target(operation, subject=Subject(party=an_accused(case, name="C")))
    a_target(operation, subject=LEAD)
    with pytest.raises(AlreadyTargetError, match="T4"):
        a_target(operation, subject=LEAD)


def test_two_circles_of_one_operation_with_one_subject_are_a_conflict_too():
    operation = an_operation("ISB", "KHI")
    a_target(operation, "ISB", LEAD)
    a_target(operation, "KHI", LEAD)
    conflict = Conflict.objects.get()
    assert (conflict.circle_a, conflict.circle_b) == ("ISB", "KHI")
    assert Notice.objects.count() == 1


def ready(operation: Operation) -> Operation:
    return advance(operation.lead, operation, operation.version)


def test_an_operation_does_not_run_before_both_sides_know():
    one, other, conflict = two_after()
    one = ready(one)
    with pytest.raises(UnclearedConflictError, match="Both sides"):
        ready(one)
    acknowledge(one.lead, conflict)
    with pytest.raises(UnclearedConflictError):
        ready(one)
    with pytest.raises(NotYourSideError):
        acknowledge(one.lead, conflict)
    acknowledge(other.lead, conflict)
    assert ready(one).state == OperationState.RUNNING


def test_a_supervisor_decides_with_a_reason_and_nobody_else():
    one, _, conflict = two_after()
    with pytest.raises(NotPermittedError):
        override(one.lead, conflict, "It is urgent.")
    supervisor = officer_with(Role.SUPERVISOR)
    with pytest.raises(NoReasonError):
        override(supervisor, conflict, " ")
    override(supervisor, conflict, "A child is in danger there.")
    assert ready(ready(one)).state == OperationState.RUNNING


def test_somebody_who_answers_for_neither_side_acknowledges_nothing():
    _, _, conflict = two_after()
    with pytest.raises(NotYourSideError):
        acknowledge(head("LHR"), conflict)


def test_one_officer_never_acknowledges_both_sides():
    _, _, conflict = two_after()
    director = officer_with(Role.DIRECTOR)
    acknowledge(director, conflict)
    with pytest.raises(NotYourSideError, match="another officer"):
        acknowledge(director, conflict)


def test_a_suspect_who_is_added_elsewhere_later_is_found_when_the_operation_is_to_run():
    operation = an_operation("ISB")
    a_target(operation, subject=Subject(identifier_kind="cnic", identifier="3520212345671"))
    operation = ready(operation)
    a_suspect(officer_with(Role.INVESTIGATING_OFFICER, unit="KHI"), "KHI", cnic="3520212345671")
    with pytest.raises(UnclearedConflictError):
        ready(operation)
    assert Conflict.objects.count() == 1


def test_a_target_that_is_taken_off_stands_in_nobodys_way():
    one, other, conflict = two_after()
    remove_target(other.lead, other.targets.get())
    conflict.refresh_from_db()
    assert conflict.ended_at is not None
    assert ready(ready(one)).state == OperationState.RUNNING


def test_a_stale_page_moves_no_operation():
    operation = an_operation()
    ready(operation)
    with pytest.raises(StaleError):
        ready(operation)


@pytest.mark.django_db(transaction=True)
def test_two_circles_that_add_one_subject_at_the_same_moment_make_one_conflict_that_both_are_told():
    operations = [an_operation("ISB"), an_operation("KHI")]
    together = Barrier(2)

    def add(operation: Operation) -> None:
        try:
            with acting_as(operation.lead), transaction.atomic():
                together.wait(timeout=20)
                a_target(operation, subject=LEAD)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(add, operations))
    assert Conflict.objects.count() == 1
    assert {notice.officer for notice in Notice.objects.all()} == {one.lead for one in operations}


def test_a_lead_and_the_open_case_that_was_made_of_it_are_one_subject():
    owner = officer_with(Role.INVESTIGATING_OFFICER, unit="KHI")
    suspect = a_suspect(owner, "KHI")
    suspect.case.leads.create(lead="L-abc", joined_by=owner)
    operation = an_operation("ISB")
    a_target(operation, subject=LEAD)
    assert Conflict.objects.get().case_b == suspect.case
    other = an_operation("KHI")
    a_target(other, subject=Subject(party=suspect))
    assert Conflict.objects.filter(operation_a=operation, operation_b=other).count() == 1
