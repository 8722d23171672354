"""The tray: what is collected is looked at, done as one batch, and undone as one."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.leads.linked import small_world
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.leads.models import Lead, LeadAct, TrayItem
from nigehban.desk.leads.use_cases import archive_lead, merge_leads

from .pages import Page, get, read


@pytest.fixture
def leads(db: None) -> list[str]:
    small_world().relist()
    return list(Lead.objects.order_by("rank").values_list("pk", flat=True))


def hidden(page: Page, name: str) -> list[str]:
    return [tag["value"] or "" for kind, tag in page.tags if kind == "input" and tag.get("name") == name]


def looked_at(desk: Client, act: str, **more: str) -> dict[str, object]:
    """What the form sends after a look at the effect."""
    page = read(desk.post("/tray/apply/", {"act": act, **more}))
    assert "would be" in page.text
    return {"act": act, "confirmed": "1", **more, "lead": hidden(page, "lead"), "lead_seen": hidden(page, "lead_seen")}


def states() -> set[str]:
    return set(Lead.objects.values_list("state", flat=True))


def test_leads_are_collected_from_the_list_and_counted(desk: Client, leads: list[str]) -> None:
    desk.post("/tray/add/", {"lead": leads})
    desk.post("/tray/add/", {"lead": leads[:1]})
    page = get(desk, "/tray/")
    assert "3 leads, 9 referrals" in page.text
    assert page.unlabelled == []
    desk.post("/tray/remove/", {})
    assert "The tray is empty." in get(desk, "/tray/").text


def test_a_tray_is_set_aside_as_one_batch_and_comes_back_as_one(desk: Client, leads: list[str]) -> None:
    desk.post("/tray/add/", {"lead": leads})
    archive_lead(officer_with(Role.TRIAGE_ANALYST), leads[0], "Passed on.")
    answer = desk.post("/tray/apply/", looked_at(desk, "archive", words="A test of ours."), follow=True)
    assert states() == {"archived"}
    assert LeadAct.objects.exclude(batch=None).count() == 2
    assert not TrayItem.objects.exists()
    address = answer.redirect_chain[0][0]
    done = read(desk.post(f"{address}undo/", follow=True))
    assert "2 acts were taken back." in done.text
    assert set(Lead.objects.exclude(pk=leads[0]).values_list("state", flat=True)) == {"open"}
    assert desk.post(f"{address}undo/").status_code == 409


def test_a_tray_is_merged_and_unmerged(desk: Client, leads: list[str]) -> None:
    desk.post("/tray/add/", {"lead": leads})
    answer = desk.post("/tray/apply/", looked_at(desk, "merge", words="One hand."), follow=True)
    assert Lead.objects.count() == 1
    desk.post(f"{answer.redirect_chain[0][0]}undo/")
    assert sorted(Lead.objects.values_list("pk", flat=True)) == sorted(leads)


def test_a_tray_is_assigned_to_a_circle(desk: Client, leads: list[str]) -> None:
    desk.post("/tray/add/", {"lead": leads[:2]})
    desk.post("/tray/apply/", looked_at(desk, "assign", words="They asked.", unit="PK-KHI"))
    assert Lead.objects.filter(unit="PK-KHI").count() == 2


def test_what_changed_since_the_look_is_done_to_none_of_them(desk: Client, leads: list[str]) -> None:
    desk.post("/tray/add/", {"lead": leads})
    said = looked_at(desk, "archive", words="A test of ours.")
    merge_leads(officer_with(Role.TRIAGE_ANALYST), leads[:2])
    answer = desk.post("/tray/apply/", said)
    assert answer.status_code in {409, 422}
    assert "A test of ours." in read(answer).text
    assert states() == {"open"}
    assert LeadAct.objects.count() == 1


@pytest.mark.parametrize("said", [{"act": "archive", "confirmed": "1"}, {"act": "burn"}, {}])
def test_a_tray_without_a_reason_or_an_act_is_left_as_it_is(
    desk: Client, leads: list[str], said: dict[str, str]
) -> None:
    desk.post("/tray/add/", {"lead": leads})
    assert desk.post("/tray/apply/", {**said, "lead": leads}).status_code == 422
    assert states() == {"open"}
    assert TrayItem.objects.count() == 3


def test_of_a_batch_over_two_circles_each_sees_their_own_and_undoes_no_other(desk: Client, leads: list[str]) -> None:
    Lead.objects.filter(pk=leads[0]).update(unit="KHI")
    desk.post("/tray/add/", {"lead": leads[:2]})
    answer = desk.post("/tray/apply/", looked_at(desk, "archive", words="A test of ours."), follow=True)
    address = answer.redirect_chain[0][0]
    karachi = Client()
    karachi.force_login(officer_with(Role.TRIAGE_ANALYST, unit="KHI"))
    page = get(karachi, address).text
    assert leads[0] in page
    assert leads[1] not in page
    refused = karachi.post(f"{address}undo/")
    assert refused.status_code == 403
    assert "may not see" in refused.content.decode()
    assert Lead.objects.filter(pk__in=leads[:2], state="archived").count() == 2


def test_nobody_undoes_a_batch_of_leads_that_they_may_not_see(desk: Client, leads: list[str]) -> None:
    Lead.objects.update(unit="PK-HQ")
    desk.post("/tray/add/", {"lead": leads[:2]})
    answer = desk.post("/tray/apply/", looked_at(desk, "archive", words="A test of ours."), follow=True)
    stranger = Client()
    stranger.force_login(officer_with(Role.TRIAGE_ANALYST, unit="PK-KHI"))
    assert stranger.post(f"{answer.redirect_chain[0][0]}undo/").status_code == 404
    assert stranger.get(answer.redirect_chain[0][0]).status_code == 404
