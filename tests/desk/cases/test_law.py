"""The law refuses acts, with its section, and lets facts be recorded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from tests.desk.cases.casework import a_case, child, hours_ago, investigator, suspect

from nigehban.desk.cases.board import board_of
from nigehban.desk.cases.errors import BadTimeError, ForbiddenByLawError
from nigehban.desk.cases.models import Case, CaseEvent
from nigehban.desk.cases.use_cases import record_event

pytestmark = pytest.mark.django_db


def state_of(case: Case, rule: str) -> str:
    return next(row.state.value for row in board_of(case, timezone.now()).rows if row.id == rule)


@pytest.fixture
def case() -> Case:
    return a_case(investigator(), state="arrest")


def refused(case: Case, *args: object, **changes: object) -> str:
    before = CaseEvent.objects.count()
    with pytest.raises(ForbiddenByLawError) as error:
        record_event(case.opened_by, case, *args, **changes)
    assert CaseEvent.objects.count() == before
    return str(error.value)


def test_police_custody_of_a_woman_is_refused_with_the_section(case: Case) -> None:
    woman = suspect(case, sex="F")
    assert "CrPC 167(5)" in refused(case, "police_custody_ordered", hours_ago(1), party=woman, data={"days": 3})
    assert "CrPC 167(5)" in refused(case, "police_custody_requested", hours_ago(1), party=woman, data={"days": 3})


def test_the_sixteenth_day_of_police_custody_is_refused_and_another_accused_is_not(case: Case) -> None:
    man, other = suspect(case), suspect(case, "S2")
    officer = case.opened_by
    record_event(officer, case, "police_custody_ordered", hours_ago(240), party=man, data={"days": 10})
    assert "CrPC 167(2)" in refused(case, "police_custody_ordered", hours_ago(1), party=man, data={"days": 6})
    record_event(officer, case, "police_custody_ordered", hours_ago(1), party=other, data={"days": 6})
    record_event(officer, case, "police_custody_ordered", hours_ago(1), party=man, data={"days": 5})


def test_a_list_of_a_seizure_without_witnesses_and_copy_does_not_complete_it(case: Case) -> None:
    officer = case.opened_by
    record_event(officer, case, "seizure", hours_ago(5), ref="E1", data={"warrant": "W1"})
    record_event(officer, case, "seizure", hours_ago(5), ref="E2", data={"warrant": "W1"})
    assert "PECA 36(1)" in refused(case, "seizure_list", hours_ago(4), ref="E1", data={"items_listed": True})
    whole = {"items_listed": True, "copy_given": True, "witnesses": 2}
    record_event(officer, case, "seizure_list", hours_ago(4), ref="E1", data=whole)


def test_a_second_statement_of_a_child_needs_a_reason_on_record(case: Case) -> None:
    officer, one, other = case.opened_by, child(case), child(case, "Child B")
    first = {"victim": one.pseudonym, "video_recorded": True, "support_person": True}
    record_event(officer, case, "victim_statement", hours_ago(9), data=first)
    assert "ARA 14" in refused(case, "victim_statement", hours_ago(1), data=first)
    record_event(officer, case, "victim_statement", hours_ago(1), data=first | {"reason": "The recording broke."})
    record_event(officer, case, "victim_statement", hours_ago(1), data=first | {"victim": other.pseudonym})


def test_a_medium_with_confirmed_csam_is_copied_for_nobody(case: Case) -> None:
    officer = case.opened_by
    record_event(officer, case, "copy_requested", hours_ago(5), ref="E1", data={"contains_csam": True})
    record_event(officer, case, "copy_requested", hours_ago(5), ref="E2", data={"contains_csam": False})
    assert "PECA 36(3)" in refused(case, "copy_given", hours_ago(1), ref="E1")
    record_event(officer, case, "copy_given", hours_ago(1), ref="E2")


def test_an_arrest_recorded_a_day_late_is_recorded_and_shown_as_missed(case: Case) -> None:
    man = suspect(case)
    record_event(case.opened_by, case, "arrested", hours_ago(49), party=man)
    assert state_of(case, "D1") == "missed"
    assert case.deadlines.get(rule="D1").state == "missed"
    record_event(case.opened_by, case, "produced", hours_ago(20), party=man)
    row = case.deadlines.get(rule="D1")
    assert (row.state, row.done_at is not None) == ("missed", True)


def test_time_that_a_court_gave_after_it_had_run_out_is_recorded_and_told(case: Case) -> None:
    officer = case.opened_by
    record_event(officer, case, "preservation_notice", hours_ago(24 * 100), ref="N1")
    until = (timezone.now() + timedelta(days=20)).isoformat()
    record_event(officer, case, "court_extension", hours_ago(1), ref="N1", data={"deadline": "D7b", "until": until})
    (row,) = [one for one in board_of(case, timezone.now()).rows if one.id == "D7b"]
    assert row.state == "extended"
    assert "after the time had run out" in row.explanation
    assert case.deadlines.get(rule="D7b").was_due is not None


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (datetime(1969, 12, 31, tzinfo=UTC), "before 1970"),
        (datetime(1, 1, 1, tzinfo=UTC), "before 1970"),
        (datetime(2101, 1, 1, tzinfo=UTC), "after 2100"),
        (datetime(9999, 12, 31, tzinfo=UTC), "after 2100"),
        (datetime(2099, 1, 1, tzinfo=UTC), "not come yet"),
    ],
)
def test_a_year_that_cannot_be_meant_is_answered_with_words(case: Case, at: datetime, says: str) -> None:
    with pytest.raises(BadTimeError, match=says):
        record_event(case.opened_by, case, "assigned", at)
