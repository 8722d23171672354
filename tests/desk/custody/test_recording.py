"""Steps of custody: what the law forbids is refused with its section, what happened late is shown as late."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.custody.cases import a_case, an_accused
from tests.desk.officers import officer_with

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.roles import Role
from nigehban.desk.cases.errors import ForbiddenByLawError, NoSuchCaseError
from nigehban.desk.cases.models import Party
from nigehban.desk.custody.errors import NoSuchAccusedError, SexUnknownError
from nigehban.desk.custody.selectors import accused_of, course_for, timeline_of
from nigehban.desk.custody.use_cases import record_step, withdraw_step

pytestmark = pytest.mark.django_db


def ago(**span: float) -> datetime:
    return timezone.now() - timedelta(**span)


def recorded(party: Party, kind: str, at: datetime, **data: object):
    return record_step(party.case.opened_by, party, kind, at, data)


def test_an_arrest_starts_the_clock_and_the_journey_does_not_count():
    party = an_accused()
    at = ago(hours=13)
    recorded(party, "arrested", at, journey_hours=2)
    course = course_for(party)
    assert course.is_running
    assert course.clock.due == at + timedelta(hours=26)
    assert [alarm.hours for alarm in course.alarms] == [12, 18, 22]
    assert [alarm.has_come for alarm in course.alarms] == [False, False, False]
    assert [alarm.has_come for alarm in course_for(party, at + timedelta(hours=21)).alarms] == [True, True, False]


def test_an_arrest_that_is_recorded_a_day_late_shows_the_missed_clock_and_how_late():
    party = an_accused()
    recorded(party, "arrested", ago(hours=30))
    course, (arrest,) = course_for(party), timeline_of(party)
    assert course.clock.state == "missed"
    assert not course.is_running
    assert arrest.late is not None
    assert timedelta(hours=29) < arrest.late < timedelta(hours=31)


def test_production_in_time_meets_the_clock():
    party = an_accused()
    recorded(party, "arrested", ago(hours=20))
    recorded(party, "produced", ago(hours=1))
    assert course_for(party).clock.state == "met"


@pytest.mark.parametrize("kind", ["police_custody_requested", "police_custody_ordered"])
def test_police_custody_of_a_woman_is_refused_with_the_section_and_nothing_is_recorded(kind):
    party = an_accused(sex="F")
    with pytest.raises(ForbiddenByLawError, match=r"CrPC 167\(5\)") as refused:
        recorded(party, kind, ago(hours=1), days=2)
    assert [row.id for row in refused.value.rows] == ["D3"]
    assert not party.events.exists()


def test_a_woman_accused_of_murder_may_be_given_into_police_custody():
    party = an_accused(sex="F")
    recorded(party, "police_custody_requested", ago(hours=1), days=2, offence_class="murder")
    assert party.events.count() == 1


def test_police_custody_of_somebody_whose_sex_is_not_stated_waits_until_it_is():
    party = an_accused(sex="")
    with pytest.raises(SexUnknownError, match="sex of the accused"):
        recorded(party, "police_custody_requested", ago(hours=1), days=2)


def test_the_sixteenth_day_of_police_custody_is_refused_and_the_fifteenth_is_not():
    party = an_accused()
    recorded(party, "police_custody_ordered", ago(days=12), days=10)
    with pytest.raises(ForbiddenByLawError, match=r"CrPC 167\(2\).*10 were ordered before"):
        recorded(party, "police_custody_ordered", ago(days=2), days=6)
    recorded(party, "police_custody_ordered", ago(days=2), days=5)
    assert course_for(party).ordered_days == 15
    with pytest.raises(ForbiddenByLawError):
        recorded(party, "police_custody_requested", ago(hours=1), days=1)


def test_an_order_that_is_entered_late_for_an_earlier_day_counts_as_well():
    party = an_accused()
    recorded(party, "police_custody_ordered", ago(days=2), days=10)
    with pytest.raises(ForbiddenByLawError):
        recorded(party, "police_custody_ordered", ago(days=20), days=6)


def test_days_of_one_accused_are_not_counted_for_another():
    case = a_case()
    first, second = an_accused(case), an_accused(case, name="Accused B")
    recorded(first, "police_custody_ordered", ago(days=16), days=15)
    recorded(second, "police_custody_ordered", ago(days=1), days=15)
    assert course_for(second).ordered_days == 15


def test_a_step_that_is_taken_back_counts_no_more_and_stays_visible():
    party = an_accused()
    order = recorded(party, "police_custody_ordered", ago(days=3), days=15)
    withdraw_step(party.case.opened_by, party, order.pk, "Entered for the wrong accused.")
    recorded(party, "police_custody_ordered", ago(days=2), days=15)
    assert course_for(party).ordered_days == 15
    assert [one.withdrawn is not None for one in timeline_of(party)] == [False, True]


def test_a_step_of_another_accused_is_not_taken_back_by_a_wrong_address():
    case = a_case()
    first, second = an_accused(case), an_accused(case, name="Accused B")
    order = recorded(first, "produced", ago(days=3))
    with pytest.raises(NoSuchAccusedError):
        withdraw_step(case.opened_by, second, order.pk, "A slip.")


def test_who_may_not_work_on_cases_records_nothing_and_who_does_not_see_the_case_finds_nobody():
    party = an_accused()
    with pytest.raises(NotPermittedError):
        record_step(officer_with(Role.TRIAGE_ANALYST), party, "produced", ago(hours=1), {})
    other = officer_with(Role.INVESTIGATING_OFFICER, unit="KHI")
    with acting_as(other), pytest.raises(NoSuchCaseError):
        accused_of(other, party.case.number, party.pk)


def test_adjournments_are_counted():
    party = an_accused()
    for result in ("heard", "adjourned", "adjourned"):
        recorded(party, "hearing_held", ago(days=1), result=result, reason=f"No judge ({result}).")
    course = course_for(party)
    assert (len(course.hearings), course.adjournments) == (3, 2)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders=st.lists(st.integers(1, 16), max_size=5))
def test_whatever_is_ordered_no_accused_has_more_than_fifteen_days(orders):
    party = an_accused()
    for place, days in enumerate(orders):
        before = course_for(party).ordered_days
        try:
            recorded(party, "police_custody_ordered", ago(days=90 - place * 16), days=days)
        except ForbiddenByLawError:
            assert before + days > 15
    assert course_for(party).ordered_days <= 15


@pytest.mark.django_db(transaction=True)
def test_two_orders_at_one_moment_do_not_bring_the_sixteenth_day():
    party = an_accused()

    def order(_: int) -> str:
        try:
            with acting_as(party.case.opened_by):
                recorded(
                    Party.objects.select_related("case").get(pk=party.pk),
                    "police_custody_ordered",
                    ago(hours=1),
                    days=8,
                )
        except ForbiddenByLawError:
            return "refused"
        finally:
            connections.close_all()
        return "recorded"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(order, range(4)))
    assert sorted(answers) == ["recorded", "refused", "refused", "refused"]
