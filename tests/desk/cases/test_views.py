"""The pages of a case, as an officer at a browser has them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.desk.cases.casework import a_case, hours_ago, investigator, leads, on, suspect
from tests.desk.web.pages import get, read

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.models import Read
from nigehban.desk.cases.models import Case
from nigehban.desk.cases.use_cases import move_case, open_case_from_lead, record_event

pytestmark = pytest.mark.django_db
NOW = "%Y-%m-%dT%H:%M"


def local(hours: float) -> str:
    return timezone.localtime(hours_ago(hours)).strftime(NOW)


def test_an_officer_opens_a_case_from_a_lead_in_two_clicks(desk: Client) -> None:
    leads("ISB")
    lead = get(desk, "/leads/L1/")
    form = get(desk, lead.address("Open a case"))
    assert not form.unlabelled
    sent = {"unit": "ISB", "gist": "An account.", "reason": "One subject."}
    answer = desk.post(reverse("cases:from_lead", args=["L1"]), sent, follow=True)
    case = Case.objects.get()
    assert f"Case {case.number}" in read(answer).title
    assert "NCMEC:10" in read(answer).text
    assert case.number in get(desk, "/leads/L1/").text


def test_a_second_officer_sees_on_the_lead_which_case_has_it(desk: Client) -> None:
    leads("ISB")
    other = investigator()
    case = open_case_from_lead(other, "L1", "ISB", "An account.", reason="One subject.")
    sent = {"unit": "ISB", "gist": "The same.", "reason": "One subject."}
    answer = desk.post(reverse("cases:from_lead", args=["L1"]), sent)
    assert answer.status_code == 409
    assert case.number in read(answer).text
    assert "The same." in answer.content.decode()


def test_a_complaint_by_hand_becomes_a_case_with_its_clocks(desk: Client) -> None:
    sent = {"unit": "ISB", "gist": "A letter.", "received_at": local(1), "channel": "letter", "kind": "csam"}
    answer = desk.post(reverse("cases:new"), sent, follow=True)
    text = read(answer).text
    assert "Complaint registered" in text
    assert "Complaint acknowledged within 2 hours" in text


def test_the_list_shows_numbers_states_and_what_is_due_and_can_be_narrowed(desk: Client, officer: Officer) -> None:
    mine, late = a_case(officer), a_case(officer, state="enquiry")
    a_case(investigator(), state="cfr")
    record_event(officer, late, "complaint_registered", hours_ago(40))
    text = get(desk, reverse("cases:list")).text
    assert mine.number in text
    assert late.number in text
    assert "Confidential final report" not in text.split("In a few words")[1]
    overdue = get(desk, reverse("cases:list") + "?overdue=1").text
    assert late.number in overdue
    assert mine.number not in overdue
    assert mine.number not in get(desk, reverse("cases:list") + "?state=enquiry").text


def test_a_page_of_a_case_that_is_not_seen_is_not_there(desk: Client) -> None:
    get(desk, reverse("cases:case", args=[a_case(investigator()).number]), status=404)


def test_who_looked_at_a_case_is_in_the_log(desk: Client, officer: Officer) -> None:
    case = a_case(officer)
    get(desk, reverse("cases:case", args=[case.number]))
    assert Read.objects.filter(kind="case", record=str(case.pk), officer=officer).exists()


def test_a_case_shows_its_steps_with_whose_they_are_and_what_the_law_forbids(desk: Client, officer: Officer) -> None:
    case = a_case(officer, state="arrest")
    suspect(case, sex="F")
    page = get(desk, reverse("cases:case", args=[case.number]))
    assert "Physical remand" in page.text
    assert "CrPC 167(5)" in page.text
    assert "Investigating officer" in page.text
    assert page.headings == sorted(page.headings) or page.headings[0] == 1


def test_a_step_that_the_law_forbids_comes_back_with_the_section_and_all_words(desk: Client, officer: Officer) -> None:
    case = a_case(officer, state="arrest")
    woman = suspect(case, sex="F")
    sent = {"version": 1, "at": local(1), "party": woman.pk, "days": 3, "reason": "To find the device."}
    answer = desk.post(reverse("cases:move", args=[case.number, "physical_remand"]), sent)
    assert answer.status_code == 422
    assert "CrPC 167(5)" in read(answer).text
    assert "To find the device." in answer.content.decode()


def test_a_form_that_another_officer_overtook_keeps_its_words(desk: Client, officer: Officer) -> None:
    case = a_case(officer, state="case_registered")
    Case.objects.filter(pk=case.pk).update(version=2)
    sent = {"version": 1, "at": local(1), "reason": "The laboratory is asked.", "complex": ""}
    answer = desk.post(reverse("cases:move", args=[case.number, "forensics"]), sent)
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "The laboratory is asked." in body
    assert 'name="version" value="2"' in body


def test_a_step_from_a_state_that_was_left_shows_what_had_been_written(desk: Client, officer: Officer) -> None:
    case = a_case(officer, state="case_registered")
    move_case(on(case, investigator()), case, "forensics", version=1)
    sent = {"version": 1, "at": local(1), "reason": "It was a mistake."}
    answer = desk.post(reverse("cases:move", args=[case.number, "cancelled"]), sent)
    assert answer.status_code == 409
    assert "It was a mistake." in read(answer).text


@pytest.mark.parametrize(("at_", "says"), [("1969-05-01T10:00", "before 1970"), ("2101-06-01T00:00", "after 2100")])
def test_a_year_that_cannot_be_meant_is_answered_beside_the_field(
    desk: Client, officer: Officer, at_: str, says: str
) -> None:
    case = a_case(officer)
    answer = desk.post(reverse("cases:record", args=[case.number, "assigned"]), {"at": at_})
    assert answer.status_code == 422
    assert says in read(answer).text


def test_an_event_is_recorded_with_its_data_and_taken_back_with_a_reason(desk: Client, officer: Officer) -> None:
    case = a_case(officer)
    sent = {"at": local(2), "result": "complete"}
    desk.post(reverse("cases:record", args=[case.number, "scrutinised"]), sent)
    event = case.events.get()
    assert event.data == {"result": "complete"}
    refused = desk.post(reverse("cases:withdraw", args=[case.number, event.pk]), {"reason": " "})
    assert refused.status_code == 422
    desk.post(reverse("cases:withdraw", args=[case.number, event.pk]), {"reason": "The wrong case."})
    assert not case.events.standing().exists()
    assert "The wrong case." in get(desk, reverse("cases:events", args=[case.number])).text


def test_every_event_of_the_pack_has_a_form_with_labels(desk: Client, officer: Officer) -> None:
    from nigehban.jurisdiction.procedure import load_procedure

    case = a_case(officer)
    for kind in load_procedure("pk").event_types:
        assert not get(desk, reverse("cases:record", args=[case.number, kind])).unlabelled
