"""The officer's way through the work, page by page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import Lead
from nigehban.desk.worklists.models import Item, WorkAct
from nigehban.desk.worklists.use_cases import take

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(desk_home: Path) -> Officer:
    replace_list([lead_row(n) for n in range(1, 5)])
    return officer_with(Role.TRIAGE_ANALYST, Role.SUPERVISOR)


@pytest.fixture
def desk(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def test_from_the_first_page_to_the_next_lead_by_one_button_each(desk: Client) -> None:
    assert "Start reviewing" in desk.get("/worklist/").content.decode()
    answer = desk.post("/worklist/next/", {"queue": "triage"})
    assert answer.headers["Location"] == "/leads/L1/"
    page = desk.get("/leads/L1/").content.decode()
    assert "You have this lead" in page
    assert "data-countdown" in page
    answer = desk.post("/worklist/L1/set-aside/", {"reason": "Looked at: no child is at risk.", "seen": "1"})
    assert answer.headers["Location"] == "/leads/L2/"
    assert Lead.objects.get(pk="L1").state == "archived"
    page = desk.get("/leads/L2/").content.decode()
    number = WorkAct.objects.get(act="set_aside").pk
    assert f"/worklist/acts/{number}/undo/" in page
    assert desk.post(f"/worklist/acts/{number}/undo/").headers["Location"] == "/leads/L1/"
    assert Lead.objects.get(pk="L1").state == "open"


def test_words_are_kept_when_an_act_is_refused(desk: Client) -> None:
    other = officer_with(Role.TRIAGE_ANALYST)
    take(other, "L1")
    answer = desk.post("/worklist/L1/escalate/", {"reason": "نام ملتا ہے"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "نام ملتا ہے" in page
    assert str(other) in page
    assert Item.objects.get(pk="L1").place == "triage"


def test_an_act_without_its_reason_is_asked_for_it(desk: Client) -> None:
    answer = desk.post("/worklist/L1/hold/", {"reason": "", "hours": "24"})
    assert answer.status_code == 422
    assert desk.post("/worklist/L1/hold/", {"reason": "Later.", "hours": "5"}).status_code == 422
    assert not WorkAct.objects.exists()


def test_a_lead_that_grew_is_marked_as_new_since_the_officer_looked(desk: Client) -> None:
    assert "New since you looked" not in desk.get("/leads/L1/").content.decode()
    Lead.objects.filter(pk="L1").update(referrals=3)
    assert "2 new since you looked" in desk.get("/worklist/").content.decode()
    assert "2 referrals joined it" in desk.get("/leads/L1/").content.decode()
    assert "New since you looked" not in desk.get("/leads/L1/").content.decode()


def test_a_supervisor_sees_every_lease_and_can_end_one(desk: Client) -> None:
    take(officer_with(Role.TRIAGE_ANALYST), "L3")
    assert "/worklist/L3/break/" in desk.get("/worklist/leases/").content.decode()
    desk.post("/worklist/L3/break/", {"reason": "Needed now."})
    assert "/worklist/L3/break/" not in desk.get("/worklist/leases/").content.decode()


def test_when_nothing_waits_the_officer_is_told(desk: Client) -> None:
    Lead.objects.update(state="archived")
    answer = desk.post("/worklist/next/", {"queue": "triage"}, follow=True)
    assert "Nothing waits here now" in answer.content.decode()
    assert desk.post("/worklist/next/", {"queue": "nonsense"}).status_code == 400
