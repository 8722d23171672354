"""The page of a lead: every reason with its source, what it is made of, whom it belongs with, and decisions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.leads.lists import lead_row, network_row, replace_list

from nigehban.desk.leads.models import Lead, LeadAct
from nigehban.desk.leads.use_cases import archive_lead

from .pages import get, read
from .world import EMAIL, INCIDENT, link, member, reason, small_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(desk_home: Path, db: None) -> str:
    return small_desk(desk_home)


def test_the_page_says_why_by_axis_with_points_and_sources(desk: Client, source: str) -> None:
    page = get(desk, "/leads/L1/")
    for words in ("The sender states sextortion.", "+95", "Solvability", "An e-mail address is stated.", "+12"):
        assert words in page.text
    assert "Nothing lowers it: sextortion" in page.text
    assert "worked out from all of it" in page.text
    assert "A port would raise it." in page.text
    assert "yes, today" in page.text


def test_the_page_says_where_the_lead_goes_by_name(desk: Client, source: str) -> None:
    replace_list([lead_row(1, unit="KHI", unit_reason="The address: Karachi", network="N1"), lead_row(2, network="N1")])
    assert "Circle Karachi " in get(desk, "/leads/L1/").text
    assert "Where it goes Karachi circle: The address: Karachi" in get(desk, "/leads/L1/").text
    assert "rank 1, 1 referral, Karachi" in get(desk, "/leads/L2/").text
    assert "Karachi" in get(desk, "/networks/N1/").text


def test_a_lead_that_goes_nowhere_known_says_so(desk: Client, source: str) -> None:
    replace_list([lead_row(1, unit=None)])
    assert "Circle unknown " in get(desk, "/leads/L1/").text


def test_a_source_link_opens_the_document_that_says_so_at_the_place(desk: Client, source: str) -> None:
    answer = desk.get(get(desk, "/leads/L1/").address("source"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/source/")
    assert answer["Location"].endswith("#here")
    page = get(desk, answer["Location"])
    here = next(attributes for tag, attributes in page.tags if attributes.get("id") == "here")
    assert "here" in (here["class"] or "")


def test_referrals_are_shown_with_their_versions(desk: Client, source: str) -> None:
    page = get(desk, "/leads/L1/")
    assert [words for words, address in page.links if address == f"/source/{source}/?pointer=#here"] == ["source"]
    versions = get(desk, page.address("NCMEC:104455667"))
    assert sum(address.startswith("/source/") for _, address in versions.links) == 2
    assert "CSAM" in versions.text or "x" in versions.text


def test_links_name_both_ends_and_open_both_sources(desk: Client, source: str) -> None:
    page = get(desk, "/leads/L1/")
    assert "the same email z@example.org" in page.text
    here, there = page.address("source here"), page.address("source there")
    assert "104455667" in here
    assert "NCMEC%3A2" in there
    seen_from_there = get(desk, "/leads/L2/")
    assert "NCMEC%3A2" in seen_from_there.address("source here")
    for address in (here, there):
        opened = desk.get(address)
        assert "z.namoona" in get(desk, opened["Location"]).text


def test_a_link_that_rests_on_another_referral_of_the_account_opens_that_one(desk: Client, source: str) -> None:
    why = {"rule": "email", "detail": "the same email", "pointer_a": EMAIL, "pointer_b": EMAIL}
    why |= {"referral_a": "NCMEC:104455667", "referral_b": "NCMEC:2"}
    replace_list(
        [lead_row(1)], [member(1, "NCMEC:8"), member(1, "NCMEC:9")], [link("NCMEC:8", "NCMEC:9", reasons=[why])]
    )
    page = get(desk, "/leads/L1/")
    assert "NCMEC%3A104455667" in page.address("source here")
    assert "NCMEC%3A2" in page.address("source there")


def test_the_network_answers_whether_it_reaches_abroad(desk: Client, source: str) -> None:
    page = get(desk, "/leads/L1/")
    assert "One network of 2 leads with 2 referrals." in page.text
    assert page.address("L2") == "/leads/L2/"
    assert "Nothing in it points abroad." in get(desk, page.address("The whole network")).text


def test_what_is_said_of_a_network_opens_its_sources(desk: Client, source: str) -> None:
    leads = [lead_row(1, network="N1"), lead_row(2, network="N1")]
    why = [{"text": "the phone is of Spain", "referral": f"NCMEC:{n}", "pointer": EMAIL} for n in ("104455667", "2")]
    replace_list(leads, networks=[network_row("N1", leads, reasons=why, answer="It reaches abroad: ES.")])
    page = get(desk, "/networks/N1/")
    assert page.text.count("the phone is of Spain") == 1
    assert "It reaches abroad: ES." in page.text
    for referral in ("NCMEC:104455667", "NCMEC:2"):
        assert "z.namoona" in get(desk, desk.get(page.address(referral))["Location"]).text


def test_a_lead_alone_says_so_and_one_set_aside_says_what_wakes_it(desk: Client, source: str) -> None:
    text = get(desk, "/leads/L3/").text
    assert "It stands alone" in text
    assert "nothing points at a child in danger" in text
    assert "a link of the reported person to this country" in text
    assert "Its documents are not stored here." in text
    assert "not yet" in text


def test_a_lead_is_set_aside_with_a_reason_and_opened_again(desk: Client, source: str) -> None:
    sent = desk.post(
        "/leads/L1/archive/", {"common": "Passed on to police abroad.", "words": " By letter. "}, follow=True
    )
    text = read(sent).text
    assert "Lead L1 is set aside." in text
    assert "Passed on to police abroad. By letter." in text
    assert "PK-0001" in text
    assert Lead.objects.get(id="L1").state == "archived"
    sent = desk.post("/leads/L1/reopen/", {"words": "They sent it back."}, follow=True)
    assert "Lead L1 is open again." in read(sent).text
    assert [row.reason for row in LeadAct.objects.order_by("id")] == [
        "Passed on to police abroad. By letter.",
        "They sent it back.",
    ]


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({}, 422, "Say why, in a few words"),
        ({"words": "  \n "}, 422, "Say why, in a few words"),
        ({"common": "made up"}, 422, "made up is not one of the available choices"),
        ({"words": "x" * 4001}, 422, "at most 4000 characters"),
    ],
)
def test_what_is_wrong_stands_beside_the_form_and_the_words_are_kept(
    desk: Client, source: str, form: dict[str, str], status: int, words: str
) -> None:
    answer = desk.post("/leads/L1/archive/", form)
    assert answer.status_code == status
    assert words in read(answer).text
    assert form.get("words", "").strip() in answer.content.decode()
    assert Lead.objects.get(id="L1").state == "open"


def test_the_second_of_two_who_decide_is_told(desk: Client, source: str) -> None:
    desk.post("/leads/L1/archive/", {"words": "Done."})
    answer = desk.post("/leads/L1/archive/", {"words": "Done."})
    assert answer.status_code == 409
    assert "Lead L1 is archived already." in read(answer).text


def test_a_lead_that_is_gone_is_no_error_and_its_decisions_stay(desk: Client, source: str) -> None:
    archive_lead(LeadAct.officer.field.related_model.objects.get(), "L1", "Done.")
    replace_list([lead_row(9)])
    assert "joined with another" in get(desk, "/leads/L1/", 404).text
    assert desk.post("/leads/L1/reopen/", {"words": "Why?"}).status_code == 404
    assert "Done." in get(desk, "/leads/L1/decisions/").text
    assert get(desk, "/leads/L8/decisions/", 404)


def test_nothing_is_decided_by_looking(desk: Client, source: str) -> None:
    assert desk.get("/leads/L1/archive/").status_code == 405


def big_lead(count: int) -> None:
    reasons = [reason(f"Sentence {n}.", f"NCMEC:{n}", INCIDENT) for n in range(count)]
    members = [member(1, f"NCMEC:{n}") for n in range(count)]
    links = [link("NCMEC:0", f"NCMEC:{n}", score=n % 7) for n in range(1, count)]
    others = [lead_row(n, network="N1") for n in range(2, count + 1)]
    replace_list([lead_row(1, network="N1", referrals=count, reasons=reasons), *others], members, links)


@pytest.mark.parametrize(
    ("first", "pattern", "expected"),
    [
        ("/leads/L1/reasons/", r"Sentence (\d+)\.", 120),
        ("/leads/L1/referrals/", r"NCMEC:(\d+)", 120),
        ("/leads/L1/links/subject/", r"and NCMEC:(\d+)", 119),
        ("/networks/N1/leads/", r"\bL(\d+)\b", 120),
    ],
)
def test_every_list_of_a_large_lead_is_whole_page_by_page(
    desk: Client, first: str, pattern: str, expected: int
) -> None:
    big_lead(120)
    found: list[str] = []
    address: str | None = first
    pages = 0
    while address:
        page = get(desk, address)
        found += re.findall(pattern, page.text)
        address = next((first + where for words, where in page.links if words == "Next"), None)
        pages += 1
    assert pages == 3
    assert len(found) == len(set(found)) == expected


def test_the_page_of_a_large_lead_is_bounded_in_rows_and_queries(desk: Client) -> None:
    sizes, queries = [], []
    get(desk, "/")  # the first page of a session is noted
    for count in (12, 120):
        big_lead(count)
        with CaptureQueriesContext(connection) as captured:
            sizes.append(len(desk.get("/leads/L1/").content))
        queries.append(len(captured))
    assert queries[0] <= queries[1] <= queries[0] + 1 <= 32  # of reasons on further pages the concerns are asked
    assert sizes[1] < 5 * sizes[0]
    assert "All 120 referrals" in get(desk, "/leads/L1/").text


@pytest.mark.parametrize("number", ["L1", "l1", " L1 ", "NCMEC:104455667", "104455667"])
def test_a_number_leads_to_the_lead(desk: Client, source: str, number: str) -> None:
    assert desk.get("/find/", {"number": number})["Location"] == "/leads/L1/"


def test_a_number_that_nobody_has_is_said_and_one_that_two_senders_gave_is_asked_about(
    desk: Client, source: str
) -> None:
    answer = desk.get("/find/", {"number": "<b>77"})
    assert answer.status_code == 404
    assert "There is no lead and no referral <b>77 in the list." in read(answer).text
    assert desk.get("/find/", {"number": ""})["Location"] == "/"
    replace_list([lead_row(1), lead_row(2)], [member(1, "NCMEC:77"), member(2, "HOTLINE:77")])
    page = get(desk, "/find/?number=77")
    assert [address for _, address in page.links if address.startswith("/leads/L")] == ["/leads/L2/", "/leads/L1/"]


def test_text_of_strangers_does_not_act_on_any_page(desk: Client) -> None:
    evil = "<script>alert(1)</script>\u202eevil"
    replace_list([lead_row(1, reasons=[reason(evil, "NCMEC:1", EMAIL)], unit_reason=evil, raise_if=evil)])
    for address in ("/", "/leads/L1/", "/leads/L1/reasons/"):
        content = desk.get(address).content.decode()
        assert "alert(1)" in content
        assert "<script>" not in content
        assert "\u202e" not in content
        assert "U+202E" in content
