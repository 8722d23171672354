"""Auditors read logs, and nothing else; officers see who looked at a record that they see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.models import Read, SampleFinding
from nigehban.desk.audit.sampling import sample_of
from nigehban.desk.cases.use_cases import open_case

pytestmark = pytest.mark.django_db


def browser_of(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def test_a_look_at_a_lead_is_logged_and_shown_on_its_access_page() -> None:
    replace_list([lead_row(1, unit="ISB")])
    analyst, other = officer_with(Role.TRIAGE_ANALYST), officer_with(Role.TRIAGE_ANALYST, unit="ISB")
    browser_of(other).get("/leads/L1/")
    browser_of(other).get("/leads/L404/")
    assert list(Read.objects.values_list("officer", "kind", "record")) == [(other.pk, "lead", "L1")]
    page = browser_of(analyst).get("/access/lead/L1/").content.decode()
    assert page.count(str(other)) == 2
    assert "By office: triage analyst of ISB" in page
    assert "By office: triage analyst, everywhere" in page


def test_the_access_page_of_what_an_officer_does_not_see_does_not_exist() -> None:
    replace_list([lead_row(1, unit="ISB")])
    case = open_case(officer_with(Role.DIRECTOR), "ISB", "A report.")
    elsewhere = browser_of(officer_with(Role.CIRCLE_IN_CHARGE, unit="KHI"))
    for address in ("/access/lead/L1/", f"/access/case/{case.number}/", "/access/nonsense/1/"):
        assert elsewhere.get(address).status_code == 404


def test_the_head_of_a_circle_adds_and_ends_a_membership() -> None:
    case = open_case(officer_with(Role.DIRECTOR), "ISB", "A report.")
    head, officer = officer_with(Role.CIRCLE_IN_CHARGE, unit="ISB"), officer_with(Role.INVESTIGATING_OFFICER)
    address = f"/access/case/{case.number}/"
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    assert browser_of(officer).get(address).status_code == 404
    form = {"officer": officer.pk, "reason": "Leads the enquiry.", "until": day, "duty": "enquiry"}
    assert browser_of(head).post(f"{address}members/", {**form, "reason": " "}).status_code == 422
    assert browser_of(head).post(f"{address}members/", form).status_code == 302
    page = browser_of(officer).get(address).content.decode()
    assert "Leads the enquiry." in page
    assert f"{address}members/" not in page
    assert browser_of(officer).post(f"{address}members/", form).status_code == 403
    number = officer.memberships.get().pk
    assert browser_of(head).post(f"{address}members/{number}/end/").status_code == 302
    assert browser_of(officer).get(address).status_code == 404
    assert "Who could see it before" in browser_of(head).get(address).content.decode()


def test_an_auditor_reads_the_log_and_no_lead() -> None:
    replace_list([lead_row(1)])
    browser_of(officer_with(Role.TRIAGE_ANALYST)).get("/leads/L1/")
    auditor = browser_of(officer_with(Role.AUDITOR))
    assert ">L1<" in auditor.get("/audit/?kind=lead&record=L1").content.decode()
    assert "No look fits" in auditor.get("/audit/?record=L2").content.decode()
    assert auditor.get("/leads/L1/").status_code == 403
    assert browser_of(officer_with(Role.SUPERVISOR)).get("/audit/").status_code == 403


def test_the_sample_of_a_week_is_the_same_for_everybody_and_takes_findings() -> None:
    replace_list([lead_row(n) for n in range(60)])
    client = browser_of(officer_with(Role.TRIAGE_ANALYST))
    for number in range(60):
        client.get(f"/leads/L{number}/")
    today = timezone.localdate()
    drawn = sample_of(today, 10)
    assert len(drawn) == 10
    assert drawn == sample_of(today, 10)
    assert {read.pk for read in drawn} <= {read.pk for read in sample_of(today, 20)}
    assert sample_of(today - timedelta(days=7)) == []
    auditor = browser_of(officer_with(Role.AUDITOR))
    assert "not over yet" in auditor.get(f"/audit/sample/?day={today.isoformat()}").content.decode()
    address = f"/audit/sample/{drawn[0].pk}/"
    assert auditor.post(address, {"verdict": "misuse", "note": ""}).status_code == 422
    assert auditor.post(address, {"verdict": "misuse", "note": "No case of theirs."}).status_code == 302
    assert SampleFinding.objects.get().note == "No case of theirs."
    assert auditor.get("/audit/sample/?day=yesterday").status_code == 400
