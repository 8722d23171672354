"""What a program reads is what its officer sees, page by page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from tests.desk.cases.casework import a_case, child, hours_ago, investigator, suspect
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with
from tests.desk.web.world import small_desk

from nigehban.desk.access.roles import Role
from nigehban.desk.api.cursors import cursor
from nigehban.desk.audit.models import Read
from nigehban.desk.cases.models import Case, CaseEvent
from nigehban.desk.cases.use_cases import record_event, withdraw_event
from nigehban.desk.leads.models import NumberChange
from nigehban.desk.statistics.telling import digest

from .programs import Program

pytestmark = pytest.mark.django_db


def every(program: Program, address: str, **asked: object) -> list[dict[str, object]]:
    """All items of a list, page by page."""
    found, after = [], None
    while True:
        page = program.get(address, limit=2, **asked, **({"cursor": after} if after else {})).json()
        found += page["items"]
        after = page["next"]
        if after is None:
            return found


def test_the_list_is_read_page_by_page_in_its_order_and_narrowed() -> None:
    replace_list([lead_row(number, band="urgent" if number < 4 else "routine") for number in range(1, 8)])
    program = Program(officer_with(Role.TRIAGE_ANALYST))
    assert [lead["rank"] for lead in every(program, "/leads")] == list(range(1, 8))
    assert [lead["id"] for lead in every(program, "/leads", band="urgent")] == ["L1", "L2", "L3"]
    assert every(program, "/leads", unit="KHI") == []


def test_an_officer_of_one_unit_gets_its_leads_alone() -> None:
    replace_list([lead_row(1, unit="KHI"), lead_row(2, unit="ISB")])
    program = Program(officer_with(Role.TRIAGE_ANALYST, unit="ISB"))
    assert [lead["id"] for lead in program.get("/leads").json()["items"]] == ["L2"]
    assert program.get("/leads/L1").status_code == 404


def test_a_lead_comes_with_reasons_referrals_and_links(desk_home: Path) -> None:
    small_desk(desk_home)
    program = Program(officer_with(Role.TRIAGE_ANALYST))
    lead = program.get("/leads/L1").json()
    assert [reason["rule"] for reason in lead["reasons"]] == ["sextortion", "email", "repeat"]
    (member,) = every(program, "/leads/L1/referrals")
    assert member["referral"] == "NCMEC:104455667"
    (link,) = every(program, "/leads/L2/links")
    assert (link["a"], link["b"], link["lead"]) == ("NCMEC:2", "NCMEC:104455667", "L1")


def test_a_number_that_was_passed_on_leads_to_the_one_that_it_became() -> None:
    replace_list([lead_row(2)])
    NumberChange.objects.create(number="L9", became="L2")
    program = Program(officer_with(Role.TRIAGE_ANALYST))
    answer = program.get("/leads/L9")
    assert (answer.status_code, answer.json()) == (301, {"moved": "L2"})
    assert answer.headers["Location"] == "/api/v1/leads/L2"
    assert not Read.objects.exists()


def test_where_a_number_went_is_not_told_to_who_does_not_see_the_lead() -> None:
    replace_list([lead_row(2, unit="KHI")])
    NumberChange.objects.create(number="L9", became="L2")
    assert Program(officer_with(Role.TRIAGE_ANALYST, unit="ISB")).get("/leads/L9").status_code == 404


@pytest.mark.parametrize("given", ["x", "é", cursor("cases", "1"), cursor("leads", "1\0"), cursor("leads", "a,b")])
def test_a_cursor_of_another_list_is_refused(given: str) -> None:
    answer = Program(officer_with(Role.TRIAGE_ANALYST)).get("/leads", cursor=given)
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:nigehban:problem:bad-cursor")


def test_a_parameter_that_is_none_is_named_without_its_value() -> None:
    answer = Program(officer_with(Role.TRIAGE_ANALYST)).get("/leads", band="grave-and-secret")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"].endswith("band")
    assert "grave-and-secret" not in answer.content.decode()


def test_a_case_comes_with_pseudonyms_and_without_the_words_of_its_events() -> None:
    officer = investigator()
    case = a_case(officer)
    suspect(case)
    child(case)
    event = record_event(officer, case, "complaint_registered", hours_ago(3))
    CaseEvent.objects.create(
        case=case, type="note", at=hours_ago(1), recorded_by=officer, data={"words": "a private matter"}
    )
    program = Program(officer)
    whole = program.get(f"/cases/{case.number}")
    assert {(one["role"], one["called"]) for one in whole.json()["parties"]} == {
        ("suspect", "S1"),
        ("victim", "Child A"),
    }
    events = every(program, f"/cases/{case.number}/events")
    assert events[0]["id"] == event.pk
    assert "private" not in str(events)
    assert Read.objects.filter(kind="case", record=str(case.pk)).exists()


def test_a_case_of_another_unit_does_not_exist_for_a_program() -> None:
    case = a_case(investigator("KHI"), unit="KHI")
    program = Program(officer_with(Role.CIRCLE_IN_CHARGE, unit="ISB"))
    assert program.get("/cases").json()["items"] == []
    for address in ("", "/deadlines", "/events"):
        assert program.get(f"/cases/{case.number}{address}").status_code == 404


def test_a_deadline_is_told_as_it_stands_now() -> None:
    officer = investigator()
    case = a_case(officer)
    record_event(officer, case, "complaint_registered", hours_ago(3))
    found = every(Program(officer), f"/cases/{case.number}/deadlines")
    assert found
    assert {one["standing"] for one in found} <= {"running", "warning", "met", "missed", "blocked", "extended"}


def test_only_what_was_written_since_is_exported() -> None:
    officer = investigator()
    old, event_came, moved = (a_case(officer) for _ in range(3))
    since = hours_ago(1)
    history = Case._meta.get_field("history").related_model
    Case.objects.update(opened_at=hours_ago(2))
    with connection.cursor() as owner:
        owner.execute("ALTER TABLE cases_casehistory DISABLE TRIGGER USER")
        history.objects.update(pgh_created_at=hours_ago(2))
        owner.execute("ALTER TABLE cases_casehistory ENABLE TRIGGER USER")
    record_event(officer, event_came, "complaint_registered", hours_ago(3))
    Case.objects.filter(pk=moved.pk).update(gist="Other words.")
    program = Program(officer)
    found = every(program, "/cases", updated_since=since.isoformat())
    assert [one["number"] for one in found] == [moved.number, event_came.number]
    assert all(datetime.fromisoformat(str(one["updated_at"])) >= since for one in found)
    assert old.number in {one["number"] for one in every(program, "/cases")}
    assert every(program, "/cases", updated_since=(timezone.now() + timedelta(days=1)).isoformat()) == []


def test_an_event_that_was_taken_back_since_is_exported_as_such() -> None:
    officer = investigator()
    case = a_case(officer)
    event = record_event(officer, case, "complaint_registered", hours_ago(3))
    since = timezone.now()
    withdraw_event(officer, event, "A slip of the pen.")
    (told,) = every(Program(officer), f"/cases/{case.number}/events", recorded_since=since.isoformat())
    assert (told["id"], told["withdrawn"]) == (event.pk, True)


def test_a_time_without_a_zone_is_refused() -> None:
    assert Program(investigator()).get("/cases", updated_since="2026-01-01T00:00:00").status_code == 422


def test_figures_come_with_definitions_and_a_digest_that_fits() -> None:
    program = Program(officer_with(Role.SUPERVISOR))
    assert "weekly_bulletin" in {one["id"] for one in program.get("/statistics").json()["items"]}
    told = program.get("/statistics/weekly_bulletin", **{"from": "2026-03-02", "to": "2026-03-08"}).json()
    assert told["digest"] == digest(told["content"])
    assert told["content"]["figures"][0]["says"]["en"]
    assert datetime.fromisoformat(told["content"]["as_of"]).astimezone(UTC) <= timezone.now()


@pytest.mark.parametrize(
    ("address", "asked", "status"),
    [
        ("/statistics/nothing", {}, 404),
        ("/statistics/weekly_bulletin", {"unit": "nowhere"}, 404),
        ("/statistics/weekly_bulletin", {"from": "2026-03-08", "to": "2026-03-02"}, 400),
        ("/statistics/weekly_bulletin", {"as_of": "yesterday"}, 400),
        ("/statistics/weekly_bulletin", {"from": "tomorrow"}, 422),
    ],
)
def test_figures_that_cannot_be_asked_for_are_refused(address: str, asked: dict[str, str], status: int) -> None:
    assert Program(officer_with(Role.SUPERVISOR)).get(address, **asked).status_code == status
