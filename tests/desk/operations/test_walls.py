"""Who sees an operation: its members and the heads of its circles; the addresses: its members alone."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.officers import officer_with
from tests.desk.operations.made import a_target, a_warrant, an_operation, head

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.models import RecordKind
from nigehban.desk.access.roles import Role
from nigehban.desk.access.use_cases import add_member
from nigehban.desk.accounts.models import Officer
from nigehban.desk.operations.models import Operation, SealedAddress, Target, Warrant
from nigehban.desk.operations.selectors import addresses_of

pytestmark = pytest.mark.django_db


def seen(officer: Officer) -> set[int]:
    with acting_as(officer):
        return set(Operation.objects.values_list("pk", flat=True))


grants = st.lists(st.tuples(st.sampled_from(Role), st.sampled_from(["", "ISB", "KHI"])), max_size=3)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grants=grants, member_of=st.lists(st.integers(0, 1), max_size=2))
def test_the_database_shows_an_officer_the_same_operations_as_the_resolver(grants, member_of):
    with transaction.atomic():
        operations = [an_operation("ISB", "LHR"), an_operation("KHI")]
        officer = officer_with()
        for role, unit in grants:
            officer.role_grants.create(role=role, unit=unit, reason="For the test.")
        for place in member_of:
            add_member(None, officer, RecordKind.OPERATION, operations[place].pk, reason="For the test.")
        resolved = set(Operation.objects.visible_to(officer).values_list("pk", flat=True))
        assert seen(officer) == resolved
        transaction.set_rollback(True)


def test_an_officer_of_a_circle_that_takes_part_sees_nothing_until_made_a_member():
    operation = an_operation()
    officer = officer_with(Role.INVESTIGATING_OFFICER, unit="ISB")
    assert seen(officer) == set()
    add_member(None, officer, RecordKind.OPERATION, operation.pk, reason="Goes along.")
    assert seen(officer) == {operation.pk}


def test_what_hangs_on_an_operation_is_behind_its_wall():
    operation = an_operation()
    a_warrant(operation, a_target(operation))
    with acting_as(operation.lead):
        assert Target.objects.exists()
        assert Target.history.rel.related_model.objects.exists()
    with acting_as(head("LHR")):
        for model in (Target, Warrant, SealedAddress):
            assert not model.objects.exists()
            assert not model.history.rel.related_model.objects.exists()


def test_the_head_of_a_circle_sees_the_warrant_and_not_the_address_until_a_member():
    operation = an_operation("ISB", "KHI")
    warrant = a_warrant(operation)
    other = head("KHI")
    with acting_as(other):
        assert Warrant.objects.filter(pk=warrant.pk).exists()
        assert addresses_of(operation) == {}
    add_member(operation.lead, other, RecordKind.OPERATION, operation.pk, reason="Searches there.")
    with acting_as(other):
        assert addresses_of(operation) == {warrant.pk: "Invented street 1"}


def test_the_head_of_one_circle_plans_an_operation_under_the_walls_and_another_circle_is_not_handed_over():
    lead = head("ISB")
    with acting_as(lead):
        operation = an_operation("ISB", "KHI", lead=lead)
        a_target(operation)
    assert seen(head("KHI")) == {operation.pk}
    with acting_as(head("LHR")), transaction.atomic():
        assert not Operation.objects.filter(pk=operation.pk).update(circles=["LHR"])


def test_nobody_makes_a_conflict_by_hand_for_an_operation_that_they_do_not_see():
    from nigehban.desk.operations.models import Conflict

    operation = an_operation("ISB")
    target = a_target(operation)
    other = head("KHI")
    with acting_as(other), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Conflict.objects.create(
            target_a_id=target.pk, operation_a_id=operation.pk, circle_a="ISB", contact_a=operation.lead,
            case_b=None, target_b_id=target.pk, operation_b_id=operation.pk, circle_b="KHI", contact_b=other,
            reason="lead",
        )  # fmt: skip
