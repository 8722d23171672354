"""Results are on the board and in the case at once; the board adds up; what is taken back counts nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.officers import officer_with
from tests.desk.operations.made import a_place, a_target, a_warrant, an_operation, head

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.roles import Role
from nigehban.desk.cases.models import CaseEvent
from nigehban.desk.cases.use_cases import withdraw_event
from nigehban.desk.custody.selectors import course_for
from nigehban.desk.operations.board import COLUMNS, board_of, tabled
from nigehban.desk.operations.errors import (
    NoPlanError,
    NoWarrantError,
    OtherCircleError,
    WithdrawnAlreadyError,
    WrongStateError,
)
from nigehban.desk.operations.models import Operation, OperationState, Result, What
from nigehban.desk.operations.models.result import ITEMS
from nigehban.desk.operations.use_cases import (
    Place,
    Seized,
    add_target,
    change_target,
    record_arrest,
    record_child,
    record_search,
    record_seizure,
    withdraw_result,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def operation() -> Operation:
    return an_operation("ISB", "KHI", state=OperationState.RUNNING)


def seized(**items: int) -> Seized:
    return Seized("EX-1", {What(key): count for key, count in items.items()}, listed=True, copy_given=True, witnesses=2)


def test_an_arrest_is_on_the_board_and_its_clock_runs_in_the_case(operation):
    target = a_target(operation)
    record_arrest(operation.lead, operation, a_place(target), target.party, {"kind": "csam"})
    assert board_of(operation).total(What.ARREST) == 1
    event = target.party.events.get()
    assert (event.type, event.data["city"], event.data["kind"]) == ("arrested", "Islamabad", "csam")
    assert course_for(target.party).is_running
    target.refresh_from_db()
    assert target.state == "arrested"


def test_a_seizure_is_an_event_for_each_kind_of_item_with_the_warrant_the_list_and_the_witnesses(operation):
    target = a_target(operation)
    record_seizure(operation.lead, operation, a_place(target), a_warrant(operation), seized(phone=3, storage=2))
    board = board_of(operation)
    assert (board.total(What.PHONE), board.total(What.STORAGE)) == (3, 2)
    events = CaseEvent.objects.filter(type="seizure").order_by("id")
    assert [event.data["items"] for event in events] == [3, 2]
    assert {(event.ref, event.data["warrant"], event.data["witnesses"]) for event in events} == {("EX-1", "W-1", 2)}


def test_a_search_without_a_warrant_is_refused_and_nothing_is_recorded(operation):
    target = a_target(operation)
    with pytest.raises(NoWarrantError, match="PECA 33"):
        record_search(operation.lead, operation, a_place(target), None, "nothing")
    with pytest.raises(NoWarrantError):
        record_seizure(operation.lead, operation, a_place(target), None, seized(phone=1))
    assert not CaseEvent.objects.exists()
    assert not Result.objects.exists()


@pytest.mark.parametrize("days", [(-9, -2), (1, 9)])
def test_a_warrant_that_does_not_hold_on_the_day_is_none(operation, days):
    target = a_target(operation)
    start, end = (timezone.localdate() + timedelta(days=day) for day in days)
    warrant = a_warrant(operation, issued_on=start, expires_on=end)
    with pytest.raises(NoWarrantError):
        record_search(operation.lead, operation, a_place(target), warrant, "nothing")


def test_a_warrant_for_somebody_else_or_of_another_operation_is_none(operation):
    target, other = a_target(operation), a_target(operation)
    foreign = a_warrant(an_operation("ISB"))
    for warrant in (a_warrant(operation, other), foreign):
        with pytest.raises(NoWarrantError):
            record_search(operation.lead, operation, a_place(target), warrant, "nothing")
    record_search(operation.lead, operation, a_place(other), operation.warrants.get(), "case")
    assert board_of(operation).total(What.SEARCH) == 1


def test_a_child_is_counted_by_a_pseudonym(operation):
    record_child(operation.lead, operation, a_place(a_target(operation)), "Child A")
    assert board_of(operation).total(What.CHILD) == 1
    assert CaseEvent.objects.get().data == {"province": "IS", "ref": "Child A"}


def test_nothing_is_recorded_before_the_operation_runs():
    operation = an_operation()
    with pytest.raises(WrongStateError):
        record_child(operation.lead, operation, a_place(a_target(operation)), "Child A")


def test_a_circle_records_its_own_results_only(operation):
    target = a_target(operation)
    place = a_place(target)
    with pytest.raises(NotPermittedError):
        record_child(head("KHI"), operation, place, "Child A")
    elsewhere = Place("LHR", place.case, place.at, None)
    with pytest.raises(OtherCircleError):
        record_child(operation.lead, operation, elsewhere, "Child A")


def test_a_result_that_is_taken_back_counts_neither_on_the_board_nor_in_the_case(operation):
    target = a_target(operation)
    result = record_seizure(operation.lead, operation, a_place(target), a_warrant(operation), seized(phone=3, other=1))
    withdraw_result(operation.lead, result, "Entered twice.")
    assert board_of(operation).totals == (0,) * len(COLUMNS)
    assert not CaseEvent.objects.standing().exists()
    with pytest.raises(WithdrawnAlreadyError):
        withdraw_result(operation.lead, result, "Again.")


def test_an_event_that_is_taken_back_in_its_case_leaves_the_board_as_well(operation):
    target = a_target(operation)
    record_arrest(operation.lead, operation, a_place(target), target.party, {})
    with acting_as(operation.lead):
        withdraw_event(operation.lead, target.party.events.get(), "The wrong person.")
    assert board_of(operation).total(What.ARREST) == 0


def test_when_the_law_forbids_a_step_the_board_stays_as_it_was(operation):
    target = a_target(operation)
    stranger = officer_with(Role.INVESTIGATING_OFFICER, unit="ISB")
    with acting_as(stranger), pytest.raises(Exception, match="You see no"):
        record_arrest(stranger, operation, a_place(target), target.party, {})
    assert not Result.objects.exists()


def test_where_children_are_expected_a_target_needs_a_plan(operation):
    target = a_target(operation)
    with pytest.raises(NoPlanError):
        change_target(operation.lead, target, children_expected=True)
    change_target(operation.lead, target, children_expected=True, safeguarding_plan="A woman officer stays with them.")
    with pytest.raises(NoPlanError):
        change_target(operation.lead, target, safeguarding_plan=" ")
    with pytest.raises(NoPlanError):
        add_target(operation.lead, operation, "ISB", None, children_expected=True)


acts = st.lists(
    st.tuples(
        st.sampled_from(["arrest", "child", "seizure", "withdraw"]), st.sampled_from(["ISB", "KHI"]), st.integers(1, 4)
    ),
    max_size=8,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_the_totals_of_the_board_are_the_sum_of_the_results_that_stand(acts):
    operation = an_operation("ISB", "KHI", state=OperationState.RUNNING)
    places = {circle: a_place(a_target(operation, circle)) for circle in operation.circles}
    warrant = a_warrant(operation)
    standing: list[tuple[Result, dict[str, int]]] = []
    for act, circle, count in acts:
        if act == "withdraw":
            if standing:
                withdraw_result(operation.lead, standing.pop(count % len(standing))[0], "A slip.")
            continue
        place = places[circle]
        if act == "arrest":
            made = record_arrest(operation.lead, operation, place, place.target.party, {}), {"arrest": 1}
        elif act == "child":
            made = record_child(operation.lead, operation, place, f"Child {count}"), {"child": 1}
        else:
            items = {what.value: count for what in ITEMS[:count]}
            made = record_seizure(operation.lead, operation, place, warrant, seized(**items)), items
        standing.append(made)
    board = board_of(operation)
    for what in What:
        assert board.total(what) == sum(items.get(what, 0) for _, items in standing)
    assert board.totals == tuple(sum(line.counts[place] for line in board.lines) for place in range(len(COLUMNS)))
    counted = CaseEvent.objects.standing().filter(type="seizure", case__in=[place.case for place in places.values()])
    assert sum(event.data["items"] for event in counted) == sum(board.total(what) for what in ITEMS)


def test_a_circle_that_left_keeps_its_line():
    board = tabled(["ISB"], {("KHI", "arrest"): 2})
    assert [line.circle for line in board.lines] == ["ISB", "KHI"]
    assert board.total(What.ARREST) == 2
