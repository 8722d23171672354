"""Officers judge, merge, take out and undo in the browser; who comes late is told, and nothing typed is lost."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from tests.desk.leads.linked import World, referral, small_world
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import Act, Lead, LeadAct, Network
from nigehban.desk.leads.use_cases import archive_lead, judge, merge_leads, undo

from .pages import Page, get, read


@pytest.fixture
def world(db: None) -> World:
    world = small_world()
    world.relist()
    return world


@pytest.fixture
def other_desk(db: None) -> Client:
    client = Client()
    client.force_login(officer_with(Role.TRIAGE_ANALYST, name="officer-2"))
    return client


def lead_with(number: int) -> Lead:
    return Lead.objects.get(members__referral=referral(number))


def name_of(username: str) -> str:
    return str(Officer.objects.get(username=username))


def hidden(page: Page, name: str) -> list[str]:
    return [tag["value"] or "" for kind, tag in page.tags if kind == "input" and tag.get("name") == name]


def pair_address(a: int, b: int, back: str = "") -> str:
    return f"/pairs/?a={referral(a)}&b={referral(b)}&back={back}"


@pytest.mark.usefixtures("world")
def test_an_officer_judges_a_link_with_one_key_and_goes_on_to_the_next(desk: Client) -> None:
    back = lead_with(7).pk
    assert "/pairs/" in get(desk, f"/leads/{back}/").address("the same person?")
    page = get(desk, pair_address(6, 7, back))
    keys = {tag.get("data-key"): tag.get("value") for _kind, tag in page.tags if tag.get("data-key")}
    assert keys == {"x": "same", "n": "not_same", "u": "unsure"}
    assert "judged the same person: L-" in page.text
    assert page.headings == [1, 2, 2, 2, 2, 2, 2]  # the last: of the keys, as on every page
    said = {"a": referral(6), "b": referral(7), "verdict": "same", "back": back, "seen": hidden(page, "seen")[0]}
    answer = desk.post("/pairs/judge/", said)
    assert (answer.status_code, answer["Location"]) == (302, f"/leads/{back}/")
    assert lead_with(6) == lead_with(7)


@pytest.mark.usefixtures("world")
def test_a_key_on_the_lead_opens_its_next_link_that_nobody_judged_until_none_is_left(desk: Client) -> None:
    lead = lead_with(6).pk
    keyed = [tag["href"] for _kind, tag in get(desk, f"/leads/{lead}/").tags if tag.get("data-key") == "p"]
    assert keyed == [f"/leads/{lead}/next-pair/"]
    opened = desk.get(f"/leads/{lead}/next-pair/").headers["Location"]
    while opened.startswith("/pairs/"):
        named = dict(parse_qsl(urlsplit(opened).query))
        judge(officer_with(Role.TRIAGE_ANALYST), named["a"], named["b"], Act.UNSURE)
        last, opened = opened, desk.get(f"/leads/{lead}/next-pair/").headers["Location"]
        assert opened != last
    assert opened == f"/leads/{lead}/"
    assert "was judged" in get(desk, opened).text
    assert desk.get("/leads/L-nowhere/next-pair/").status_code == 404


@pytest.mark.usefixtures("world")
def test_the_second_of_two_who_judge_the_same_pair_is_told_who_did_what_and_may_still_differ(
    desk: Client, other_desk: Client
) -> None:
    seen = hidden(get(desk, pair_address(6, 7)), "seen")[0]
    said = {"a": referral(6), "b": referral(7), "seen": seen}
    other_desk.post("/pairs/judge/", {**said, "verdict": "same"})
    answer = desk.post("/pairs/judge/", {**said, "verdict": "not_same", "words": "Another handwriting."})
    page = read(answer)
    assert answer.status_code == 409
    assert f"{name_of('officer-2')}: judged the same person" in page.text
    assert "Another handwriting." in page.text
    assert lead_with(6) == lead_with(7)
    answer = desk.post("/pairs/judge/", {**said, "verdict": "not_same", "seen": hidden(page, "seen")[0]})
    assert answer.status_code == 302
    assert lead_with(6) != lead_with(7)


@pytest.mark.usefixtures("world")
def test_a_pair_shows_what_joins_and_what_an_officer_said_of_it(desk: Client, officer: object) -> None:
    judge(officer, referral(6), referral(7), Act.NOT_SAME, reason="Two schools.")  # type: ignore[arg-type]
    page = get(desk, pair_address(7, 6))
    assert "Two schools." in page.text
    assert page.unlabelled == []
    assert get(desk, pair_address(6, 99), 404)
    assert get(desk, "/pairs/", 404)


@pytest.mark.usefixtures("world")
def test_a_stale_form_decides_nothing_and_keeps_what_was_typed(desk: Client) -> None:
    lead = lead_with(9)
    seen = hidden(get(desk, f"/leads/{lead.pk}/"), "seen")[0]
    second = officer_with(Role.TRIAGE_ANALYST, name="officer-2")
    archive_lead(second, lead.pk, "Passed on.")
    undo(second, LeadAct.objects.get().pk)
    answer = desk.post(f"/leads/{lead.pk}/archive/", {"words": "Nobody is at risk.", "seen": seen})
    page = read(answer)
    assert answer.status_code == 409
    assert "has changed since you opened it" in page.text
    assert f"{second}: set aside" in page.text
    assert "Nobody is at risk." in page.text
    assert lead_with(9).state == "open"
    again = desk.post(f"/leads/{lead.pk}/archive/", {"words": "Nobody is at risk.", "seen": hidden(page, "seen")[0]})
    assert again.status_code == 302
    assert lead_with(9).state == "archived"


@pytest.mark.usefixtures("world")
def test_a_form_made_before_new_referrals_came_says_what_there_was_and_what_there_is(desk: Client) -> None:
    lead = lead_with(9)
    seen = hidden(get(desk, f"/leads/{lead.pk}/"), "seen")[0]
    Lead.objects.filter(pk=lead.pk).update(referrals=4)
    page = read(desk.post(f"/leads/{lead.pk}/archive/", {"words": "Done.", "seen": seen}))
    assert "You looked at 1 referral" in page.text
    assert "Now there are 4 referrals" in page.text


@pytest.mark.usefixtures("world")
def test_leads_are_merged_after_a_look_and_the_old_number_leads_on_with_a_way_back(desk: Client) -> None:
    one, other = lead_with(1), lead_with(9)
    page = read(desk.post("/merge/", {"lead": [one.pk, other.pk]}))
    assert "Merge these leads?" in page.text
    assert lead_with(9) != lead_with(1)
    said = {name: hidden(page, name) for name in ("lead", "lead_seen", "seen")}
    answer = desk.post("/merge/", {**said, "words": "One hand.", "confirmed": "1"})
    now = lead_with(9)
    assert answer["Location"] == f"/leads/{now.pk}/"
    gone = ({one.pk, other.pk} - {now.pk}).pop()
    banner = read(desk.get(f"/leads/{gone}/", follow=True))
    assert f"The number {gone} leads here." in banner.text
    assert "PK-0001: merged" in banner.text
    act = LeadAct.objects.get()
    answer = desk.post(f"/acts/{act.pk}/undo/", follow=True)
    assert "as if it had not been done" in read(answer).text
    assert lead_with(9) == other
    assert get(desk, f"/leads/{gone}/").title.startswith(f"Lead {gone}")
    late = desk.post(f"/acts/{act.pk}/undo/")
    assert late.status_code == 409
    assert "taken back already" in read(late).text


@pytest.mark.usefixtures("world")
def test_a_merge_on_a_page_that_is_stale_is_asked_again(desk: Client) -> None:
    one, other = lead_with(1), lead_with(9)
    page = read(desk.post("/merge/", {"lead": [one.pk, other.pk]}))
    said = {name: hidden(page, name) for name in ("lead", "lead_seen", "seen")}
    archive_lead(officer_with(Role.TRIAGE_ANALYST), other.pk, "Passed on.")
    answer = desk.post("/merge/", {**said, "words": "One hand.", "confirmed": "1"})
    assert answer.status_code == 409
    assert "One hand." in read(answer).text
    assert lead_with(9) != lead_with(1)


@pytest.mark.usefixtures("world")
def test_referrals_are_taken_out_after_a_look(desk: Client) -> None:
    lead = lead_with(1)
    listed = get(desk, f"/leads/{lead.pk}/referrals/")
    assert listed.unlabelled == []
    page = read(desk.post(f"/leads/{lead.pk}/split/", {"referral": [referral(2)]}))
    assert "Take these referrals out?" in page.text
    said = {name: hidden(page, name) for name in ("referral", "lead_seen", "seen")}
    answer = desk.post(f"/leads/{lead.pk}/split/", {**said, "confirmed": "1"})
    assert answer.status_code == 302
    assert (lead_with(2).referrals, lead_with(1).referrals) == (1, 5)
    everything = [referral(number) for number in (1, 3, 4, 5, 6)]
    refused = desk.post(f"/leads/{lead_with(1).pk}/split/", {"referral": everything})
    assert refused.status_code == 422


@pytest.mark.usefixtures("world")
def test_who_may_not_decide_is_offered_nothing_and_refused(db: None) -> None:
    reader = Client()
    reader.force_login(officer_with(Role.LEGAL_OFFICER))
    lead = lead_with(1)
    page = get(reader, f"/leads/{lead.pk}/")
    assert "Merge it" not in page.text
    assert reader.post("/merge/", {"lead": [lead.pk, lead_with(9).pk]}).status_code == 403
    assert reader.post("/pairs/judge/", {"a": referral(6), "b": referral(7), "verdict": "same"}).status_code == 403
    assert not LeadAct.objects.exists()


@pytest.mark.usefixtures("world")
def test_an_officer_of_one_unit_neither_sees_nor_joins_leads_of_another(db: None) -> None:
    Lead.objects.filter(pk=lead_with(9).pk).update(unit="PK-KHI")
    local = Client()
    local.force_login(officer_with(Role.TRIAGE_ANALYST, unit="PK-KHI"))
    mine, theirs = lead_with(9), lead_with(1)
    assert local.get(f"/leads/{theirs.pk}/").status_code == 404
    assert local.get(pair_address(1, 9)).status_code == 404
    assert local.post("/merge/", {"lead": [mine.pk, theirs.pk]}).status_code == 404
    made = merge_leads(officer_with(Role.TRIAGE_ANALYST), [mine.pk, theirs.pk])
    gone = ({mine.pk, theirs.pk} - set(Lead.objects.values_list("pk", flat=True))).pop()
    assert local.get(f"/leads/{gone}/").status_code in {302, 404}
    undo(made.officer, made.pk)


@pytest.mark.usefixtures("world")
def test_who_is_one_person_does_not_depend_on_what_the_officer_may_see(db: None) -> None:
    Lead.objects.filter(pk__in=[lead_with(7).pk, lead_with(9).pk]).update(unit="PK-KHI")
    local = Client()
    local.force_login(officer_with(Role.TRIAGE_ANALYST, unit="PK-KHI"))
    page = read(local.post("/merge/", {"lead": [lead_with(7).pk, lead_with(9).pk]}))
    said = {name: hidden(page, name) for name in ("lead", "lead_seen", "seen")}
    assert local.post("/merge/", {**said, "confirmed": "1"}).status_code == 302
    assert lead_with(7) == lead_with(9)
    assert Network.objects.get(pk=lead_with(9).network).leads == 2
