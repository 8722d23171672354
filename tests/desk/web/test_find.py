"""Whatever an officer pastes leads to the leads that state it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with
from tests.formats.samples import encode, person, report
from tests.runs.made import unit, write

from nigehban.desk.access.roles import Role
from nigehban.desk.leads import finding
from nigehban.desk.leads.models import Lead
from nigehban.desk.leads.use_cases import merge_leads
from nigehban.desk.referrals.models import Load
from nigehban.desk.referrals.store import store_unit
from nigehban.desk.web.finding import MOST, Found, everything_about, register
from nigehban.runs.corpus import unit_tables

from .pages import get, read
from .world import member

STATED = {
    "espUserId": "100004711",
    "espService": "Facebook",
    "emails": {"emails": [{"value": "Some.One@example.org"}]},
    "phones": {"phones": [{"value": "+92 300 4718293", "countryCallingCode": "92"}]},
    "firstName": "Muhammad",
    "lastName": "Example Khan",
}


@pytest.fixture
def stored(db: None, tmp_path: Path) -> str:
    """One referral that states much of one person, in lead L1."""
    document = report(reportedPeople={"reportedPersons": [person(**STATED)]}) | {"reportId": 4711}
    folder = unit([write(tmp_path / "in", a=document)], tmp_path / "unit")
    store_unit(unit_tables(folder), unit="u", load=Load.objects.create(pack="pk"))
    replace_list([lead_row(1, unit="PK-HQ"), lead_row(2)], [member(1, "NCMEC:4711"), member(2, "NCMEC:2")])
    return encode(document).decode()


@pytest.mark.parametrize(
    "pasted",
    [
        "some.one@example.org",
        " Some.One@EXAMPLE.org ",
        "0300-4718293",
        "+923004718293",
        "facebook:100004711",
        "100004711",
    ],
)
def test_an_identifier_in_any_spelling_leads_to_the_lead(desk: Client, stored: str, pasted: str) -> None:
    page = get(desk, f"/find/?number={pasted.replace('+', '%2B')}")
    assert ("L1", "/leads/L1/") in page.links


def test_what_a_crowd_states_lists_the_most_urgent_leads_and_says_that_there_are_more(
    desk: Client, db: None, tmp_path: Path
) -> None:
    crowd = range(1, MOST + 11)
    same = {"reportedPeople": {"reportedPersons": [person(**STATED)]}}
    folder = unit(
        [write(tmp_path / "in", **{f"a{n}": report(**same) | {"reportId": n} for n in crowd})], tmp_path / "u"
    )
    store_unit(unit_tables(folder), unit="u", load=Load.objects.create(pack="pk"))
    replace_list([lead_row(n) for n in crowd], [member(n, f"NCMEC:{n}") for n in crowd])
    page = get(desk, "/find/?number=some.one@example.org")
    assert [words for words, where in page.links if where.startswith("/leads/L")] == [f"L{n}" for n in crowd[:MOST]]
    assert "Not all are shown" in page.text


@pytest.mark.parametrize("pasted", ["Muhammad Example Khan", "mohammad example khan"])
def test_a_name_is_found_in_other_spellings(desk: Client, stored: str, pasted: str) -> None:
    assert ("L1", "/leads/L1/") in get(desk, f"/find/?number={pasted}").links


def test_a_number_opens_its_lead_and_an_old_number_the_lead_of_today(desk: Client, db: None) -> None:
    from tests.desk.leads.linked import small_world

    small_world().relist()
    one, other = Lead.objects.order_by("rank").values_list("pk", flat=True)[:2]
    merge_leads(officer_with(Role.TRIAGE_ANALYST), [one, other])
    now = Lead.objects.filter(pk__in=[one, other]).get().pk
    gone = ({one, other} - {now}).pop()
    answer = desk.get(f"/find/?number={gone.upper()}", follow=True)
    assert answer.redirect_chain[-1][0].startswith(f"/leads/{now}/?was=")
    assert f"The number {gone} leads here." in read(answer).text


def test_an_officer_finds_nothing_that_is_not_theirs(stored: str) -> None:
    stranger = Client()
    stranger.force_login(officer_with(Role.TRIAGE_ANALYST, unit="PK-KHI"))
    for pasted in ("some.one@example.org", "L1", "NCMEC:4711", "Muhammad Example Khan"):
        assert stranger.get("/find/", {"number": pasted}).status_code == 404


def test_another_app_adds_what_it_finds(desk: Client, db: None) -> None:
    def cases(_officer: object, words: str) -> list[Found]:
        return [Found("Case", "C-1", "/cases/1/", words)] if words == "C-1" else []

    register("case of a test", cases)
    try:
        assert ("C-1", "/cases/1/") in get(desk, "/find/?number=C-1").links
        assert everything_about(officer_with(Role.TRIAGE_ANALYST), "C-2") == []
    finally:
        register("case of a test", lambda _officer, _words: [])


@pytest.mark.parametrize(
    ("question", "values", "index"),
    [
        (finding.BY_KEY, {"kinds": [3], "keys": [1]}, "mention_kind_key"),
        (finding.BY_NAME, {"key": 1}, "mention_name_key"),
        (finding.BY_ADDRESS, {"value": "192.0.2.1"}, "mention_address"),
    ],
)
def test_a_search_is_an_index_look_up(db: None, question: str, values: dict[str, object], index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {question}", {**values, "most": finding.STATED})
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert index in plan
    assert "leadmember_node" in plan
