"""The table of deadlines says what the board says, at every time; the page and the calendar are made of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from tests.desk.cases.casework import a_case, hours_ago, investigator, suspect
from tests.desk.officers import officer_with
from tests.desk.web.pages import get
from tests.desk.work import counted, run_each

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.board import board_of
from nigehban.desk.cases.deadlines import derived, rederive
from nigehban.desk.cases.due import Whose, due_for, lines
from nigehban.desk.cases.models import CalendarFeed, Case, CaseDeadline, CaseEvent
from nigehban.desk.cases.use_cases import record_event, withdraw_event
from nigehban.desk.cases.use_cases.feeds import LASTS, make_feed

pytestmark = pytest.mark.django_db
TYPES = ["arrested", "produced", "fir_recorded", "interim_report", "preservation_notice", "court_told", "data_received"]
TYPES += [
    "police_custody_ordered",
    "judicial_remand",
    "missing_child_reported",
    "zarra_told",
    "seizure",
    "complaint_registered",
]
happened = st.lists(
    st.tuples(st.sampled_from(TYPES), st.integers(0, 900), st.sampled_from([None, 2, 7])), min_size=1, max_size=8
)


def standing(case: Case, now: datetime) -> list[tuple[object, ...]]:
    rows = CaseDeadline.objects.filter(case=case).standing_at(now)
    return sorted((row.rule, row.since, row.due, row.party_id, row.standing) for row in rows)  # type: ignore[attr-defined,type-var]


def afresh(case: Case, now: datetime) -> list[tuple[object, ...]]:
    parties = {party.pseudonym: party for party in case.parties.all()}
    found = [(derived(case, row, parties), row.state.value) for row in board_of(case, now).rows]
    return sorted((row.rule, row.since, row.due, row.party_id, state) for row, state in found)  # type: ignore[type-var]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=happened, later=st.integers(0, 2500))
def test_the_table_equals_the_board_at_every_later_time(events: list[tuple[str, int, int | None]], later: int) -> None:
    with transaction.atomic():
        case = a_case(investigator())
        man = suspect(case)
        for kind, hours, days in events:
            data: dict[str, Any] = {"days": days} if days else {}
            at = timezone.now() - timedelta(hours=hours)
            CaseEvent.objects.create(case=case, type=kind, at=at, party=man, data=data, recorded_by=case.opened_by)
        rederive(case)
        now = timezone.now()
        edges = [row.turns_at for row in case.deadlines.exclude(turns_at=None)]
        edges += [row.short_at for row in case.deadlines.exclude(short_at=None)]
        moments = {now, now + timedelta(hours=later), *(edge for edge in edges if edge > now)}
        for moment in moments:
            assert [row[:4] for row in standing(case, moment)] == [row[:4] for row in afresh(case, moment)]
            assert standing(case, moment) == afresh(case, moment)
        transaction.set_rollback(True)


def test_an_event_that_is_taken_back_takes_its_clocks_with_it(officer: Officer) -> None:
    case = a_case(officer)
    event = record_event(officer, case, "fir_recorded", hours_ago(1))
    assert case.deadlines.filter(rule="D5").exists()
    withdraw_event(officer, event, "Another case.")
    assert not case.deadlines.exists()


def test_each_officer_sees_the_deadlines_of_their_cases_the_soonest_first(desk: Client, officer: Officer) -> None:
    case, other = a_case(officer, state="arrest"), a_case(investigator(), state="arrest")
    record_event(officer, case, "fir_recorded", hours_ago(30))
    record_event(officer, case, "arrested", hours_ago(19), party=suspect(case))
    record_event(other.opened_by, other, "arrested", hours_ago(1), party=suspect(other))
    page = get(desk, reverse("cases:due"))
    assert page.text.index("Production before a magistrate") < page.text.index("Interim report")
    assert "warning 2 of 3" in page.text
    assert "time is short" in page.text
    assert other.number not in page.text
    assert "Interim report" not in get(desk, reverse("cases:due") + "?weight=service").text


def test_what_was_missed_escalates_to_the_in_charge_of_the_circle_and_says_since_when(at) -> None:
    head = officer_with(Role.CIRCLE_IN_CHARGE, unit="ISB")
    case, abroad = a_case(investigator()), a_case(investigator("KHI"), "KHI")
    for one in (case, abroad):
        record_event(one.opened_by, one, "arrested", hours_ago(40), party=suspect(one))
        record_event(one.opened_by, one, "fir_recorded", hours_ago(2))
    page = get(at(head), reverse("cases:due"))
    assert "with the in-charge since" in page.text
    assert "Interim report" not in page.text
    assert abroad.number not in page.text
    assert "Interim report" in get(at(head), reverse("cases:due") + "?whose=circle").text


def test_only_a_supervisor_asks_for_all(at) -> None:
    case = a_case(investigator("KHI"), "KHI")
    record_event(case.opened_by, case, "fir_recorded", hours_ago(2))
    everything = reverse("cases:due") + "?whose=all"
    assert case.number in get(at(officer_with(Role.SUPERVISOR)), everything).text
    assert case.number not in get(at(officer_with(Role.CIRCLE_IN_CHARGE, unit="ISB")), everything).text


def test_what_is_answered_late_stays_in_the_case_and_leaves_the_list(officer: Officer) -> None:
    case = a_case(officer)
    man = suspect(case)
    record_event(officer, case, "arrested", hours_ago(40), party=man)
    now = timezone.now()
    assert [line.standing for line in lines(due_for(officer, Whose.MINE, now), now)] == ["missed"]
    record_event(officer, case, "produced", hours_ago(2), party=man)
    assert not due_for(officer, Whose.MINE, timezone.now()).exists()
    assert case.deadlines.get(rule="D1").state == "missed"


MANY = """
INSERT INTO cases_case (number, unit, state, gist, register_number, sealed, pack, opened_by_id, version)
SELECT 'ISB-2020-' || n, 'ISB', 'enquiry', 'x', '', false, 'pk', %(officer)s, 1 FROM generate_series(1, %(n)s) AS n;
INSERT INTO access_membership (officer_id, kind, record, duty, reason, ends_at)
SELECT %(officer)s, 'case', id, '', 'test', now() + interval '1 day' FROM cases_case WHERE number LIKE 'ISB-2020-%%';
INSERT INTO cases_casedeadline (case_id, rule, weight, since, due, state, turns_at, turns_to, alarms, sort_at)
SELECT made.id, rule, weight, since, due, one.state, turns_at, turns_to, '[]', due + made.id * interval '1 minute'
FROM cases_case AS made, (SELECT * FROM cases_casedeadline WHERE case_id = %(first)s) AS one
WHERE made.number LIKE 'ISB-2020-%%';
ANALYZE;
"""


def many(officer: Officer, count: int) -> None:
    """So many cases of the officer's, each with two clocks; written as rows, for speed."""
    first = a_case(officer)
    record_event(officer, first, "fir_recorded", hours_ago(1))
    run_each(MANY, {"officer": officer.pk, "n": count, "first": first.pk})


def test_the_page_of_thousands_of_cases_is_read_by_key_and_by_index(desk: Client, officer: Officer) -> None:
    many(officer, 3000)
    with acting_as(officer), CaptureQueriesContext(connection) as asked, counted() as work:
        rows = list(due_for(officer, Whose.MINE, timezone.now()).order_by("sort_at", "id")[:51])
    assert len(rows) == 51
    assert work.rows < 10 * 3000  # some for each case of the officer's, not for each pair of them
    (sql,) = [query["sql"] for query in asked.captured_queries if 'FROM "cases_casedeadline' in query["sql"]]
    plan = explained(sql, officer)
    assert "casedeadline_due" in plan, plan
    with CaptureQueriesContext(connection) as asked:
        page = get(desk, reverse("cases:due"))
    assert len(page.links) > 50
    assert len(asked) < 30
    for query in asked.captured_queries:
        assert "OFFSET" not in query["sql"]
        assert "COUNT(*)" not in query["sql"]


def explained(sql: str, officer: Officer) -> str:
    with acting_as(officer), connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + sql)
        return "\n".join(row[0] for row in cursor.fetchall())


def test_a_calendar_holds_numbers_and_rules_and_no_name(desk: Client, officer: Officer) -> None:
    case = a_case(officer)
    record_event(officer, case, "arrested", hours_ago(1), party=suspect(case, "Nickname"))
    answer = desk.get(reverse("cases:calendar"))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["SUMMARY"]).startswith(f"{case.number} D1: Production")
    assert len(event.walk("VALARM")) == 3
    assert b"Nickname" not in answer.content
    assert case.gist.encode() not in answer.content


def test_a_feed_answers_to_its_secret_until_it_is_revoked_or_runs_out(desk: Client, officer: Officer) -> None:
    case = a_case(officer)
    record_event(officer, case, "fir_recorded", hours_ago(1))
    body = desk.post(reverse("cases:new_feed")).content.decode()
    address = next(word for word in body.replace("<", " ").replace(">", " ").split() if word.endswith(".ics"))
    path = address.removeprefix("http://testserver")
    stranger = Client()
    assert case.number.encode() in stranger.get(path).content
    assert stranger.get(path.replace("feed/", "feed/x")).status_code == 404
    feed = CalendarFeed.objects.get()
    desk.post(reverse("cases:end_feed", args=[feed.pk]))
    assert stranger.get(path).status_code == 404


def test_a_feed_of_an_officer_who_left_or_that_is_old_answers_nothing(officer: Officer) -> None:
    address = reverse("cases:feed", args=[make_feed(officer)])
    stranger = Client()
    assert stranger.get(address).status_code == 200
    CalendarFeed.objects.update(made_at=timezone.now() - 2 * LASTS, ends_at=timezone.now() - LASTS)
    assert stranger.get(address).status_code == 404
    other = reverse("cases:feed", args=[make_feed(officer)])
    Officer.objects.filter(pk=officer.pk).update(is_active=False)
    assert stranger.get(other).status_code == 404


def test_nobody_revokes_another_officers_feed(at, officer: Officer) -> None:
    make_feed(officer)
    at(investigator()).post(reverse("cases:end_feed", args=[CalendarFeed.objects.get().pk]))
    assert CalendarFeed.objects.get().revoked_at is None
