"""The ranked list: narrowed, paged, in few queries from indexes, with words where there is nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.leads.lists import lead_row, replace_list

from nigehban.desk.access.acting import acting_as
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import Lead
from nigehban.desk.leads.selectors import PAGE
from nigehban.desk.referrals.models import Load

from .pages import Page, get
from .world import link, member, reason, small_desk

pytestmark = pytest.mark.django_db
LEAD = re.compile(r"/leads/(L\d+)/$")


def leads_on(client: Client, address: str) -> list[str]:
    return [found[1] for _, address in get(client, address).links if (found := LEAD.search(address))]


def reasons(number: int) -> list[dict[str, Any]]:
    return [reason(f"Sentence {position} of {number}.", f"NCMEC:{number}", "/a") for position in range(5)]


def test_a_row_says_why_where_it_goes_and_with_whom_it_belongs(desk: Client, desk_home: Path) -> None:
    small_desk(desk_home)
    page = get(desk, "/")
    assert leads_on(desk, "/") == ["L1", "L2"]
    for words in (
        "immediate",
        "The sender states sextortion.",
        "Karachi",
        "2 leads",
        "A port would raise it.",
        "unknown",
    ):
        assert words in page.text
    assert page.address("2 leads") == "/networks/N1/"


def test_only_the_first_reasons_stand_in_the_list(desk: Client) -> None:
    replace_list([lead_row(1, reasons=reasons(1))])
    text = get(desk, "/").text
    assert "Sentence 0 of 1." in text
    assert "Sentence 1 of 1." in text
    assert "Sentence 2 of 1." not in text


def test_filters_narrow_the_list_and_stay_while_paging(desk: Client) -> None:
    rows = [lead_row(n, unit=["KHI", "LHR"][n % 2], band=["urgent", "routine"][n % 3 % 2]) for n in range(300)]
    replace_list(rows)
    wanted = [f"L{n}" for n in range(300) if n % 2 == 0 and n % 3 % 2 == 0]
    found: list[str] = []
    address = "/?state=open&band=urgent&unit=KHI"
    for _ in range(len(wanted) // PAGE + 1):
        found += leads_on(desk, address)
        page = get(desk, address)
        address = next(("/" + where for words, where in page.links if words == "Next"), "")
        if not address:
            break
        assert "unit=KHI" in address
        assert "band=urgent" in address
    assert found == wanted
    assert page.address("First") == "/?band=urgent&unit=KHI"
    chosen = [tag for tag in page.tags if tag[0] == "option" and "selected" in tag[1]]
    assert [tag[1].get("value") for tag in chosen] == ["open", "urgent", "KHI"]


def circles(page: Page) -> dict[str, str]:
    """The circles to choose from, in their order: value and words."""
    return dict(page.choices["unit"])


def test_the_circles_to_choose_from_are_those_of_the_list_by_name(desk: Client) -> None:
    Load.objects.create(pack="pk")
    replace_list([lead_row(n, unit=unit) for n, unit in enumerate(["UET", "LHR", None, "UET", "HQ", "DIK"])])
    assert list(circles(get(desk, "/")).items()) == [
        ("", "any"),
        ("DIK", "Dera Ismail Khan"),
        ("HQ", "Headquarters"),
        ("LHR", "Lahore"),
        ("UET", "Quetta"),
    ]


def test_a_circle_that_no_lead_goes_to_any_more_stays_chosen_under_its_name(desk: Client) -> None:
    Load.objects.create(pack="pk")
    replace_list([lead_row(1, unit="LHR")])
    page = get(desk, "/?unit=GWD")
    assert circles(page) == {"": "any", "GWD": "Gwadar", "LHR": "Lahore"}
    assert {"value": "GWD", "selected": None} in [found for _, found in page.tags]


def test_the_pack_of_the_newest_load_names_the_circles(desk: Client, tmp_path: Path) -> None:
    replace_list([lead_row(1, unit="NOR"), lead_row(2, unit="LHR")])
    assert circles(get(desk, "/")) == {"": "any", "NOR": "NOR", "LHR": "LHR"}
    Load.objects.create(pack="pk")
    assert circles(get(desk, "/")) == {"": "any", "NOR": "NOR", "LHR": "Lahore"}
    Load.objects.create(pack="example")
    Load.objects.create()
    assert circles(get(desk, "/")) == {"": "any", "NOR": "Northern", "LHR": "LHR"}
    Load.objects.create(pack=str(tmp_path / "gone"))
    assert circles(get(desk, "/")) == {"": "any", "NOR": "NOR", "LHR": "LHR"}


def test_a_code_that_the_pack_does_not_know_is_marked_as_a_code(desk: Client) -> None:
    Load.objects.create(pack="pk")
    replace_list([lead_row(1, unit="QQQ")])
    assert '<td><bdi class="code" dir="ltr">QQQ</bdi></td>' in desk.get("/").content.decode()


def test_circles_are_named_in_the_language_of_the_page_where_the_pack_has_it(desk: Client) -> None:
    replace_list([lead_row(1, unit="KHI"), lead_row(2, unit="NOR")])
    for pack, cell in [("pk", "<td>کراچی</td>"), ("example", '<td><bdi lang="en" dir="ltr">Northern</bdi></td>')]:
        Load.objects.create(pack=pack)
        assert cell in in_urdu(desk, "/")
    assert '<option value="NOR" lang="en" dir="ltr">Northern</option>' in in_urdu(desk, "/")
    assert '<option value="NOR">Northern</option>' in desk.get("/").content.decode()


def in_urdu(client: Client, address: str) -> str:
    client.cookies["django_language"] = "ur"
    shown = client.get(address).content.decode()
    del client.cookies["django_language"]
    return shown


def test_an_empty_list_says_what_to_do(desk: Client) -> None:
    page = get(desk, "/")
    assert "No lead is open." in page.text
    assert page.address("See what came in") == "/intake/"
    replace_list([lead_row(1)])
    assert "No lead fits these filters." in get(desk, "/?band=immediate").text
    assert "No lead fits these filters." in get(desk, "/?unit=nowhere").text
    assert "Nothing follows" in get(desk, "/?after=99,L99").text


@pytest.mark.parametrize(
    "query", ["band=x", "state=x", "after=x", "after=1", "after=-1,L1", "after=%C2%B2,L1", "unit=%00", "after=1,%00"]
)
def test_an_address_that_can_not_be_is_refused_with_words(desk: Client, query: str) -> None:
    assert "The address is not understood" in get(desk, f"/?{query}", 400).text


def test_a_bundle_says_for_how_many_it_stands_and_leads_to_them(desk: Client) -> None:
    rows = [lead_row(1, referrals=2), *(lead_row(n, status="collapsed") for n in range(2, 5))]
    members = [
        member(1, "NCMEC:1", bundle="B1"),
        member(1, "NCMEC:10", bundle="B1", status="collapsed"),
        *(member(n, f"NCMEC:{n}", bundle="B1", status="collapsed") for n in range(2, 5)),
    ]
    replace_list(rows, members)
    page = get(desk, "/")
    assert "stands for 3 more referrals of the same files" in page.text
    bundle = get(desk, page.address("stands for 3"))
    assert {words for words, address in bundle.links if LEAD.search(address)} == {"L1", "L2", "L3", "L4"}
    assert "stands on its own" in bundle.text
    assert leads_on(desk, "/?state=collapsed") == ["L2", "L3", "L4"]
    assert get(desk, "/bundles/B9/", 404)


def a_list(count: int) -> None:
    """Every lead with reasons, in networks of two, standing for a folded one."""
    rows = [lead_row(n, network=f"N{n // 2}", reasons=reasons(n)) for n in range(count)]
    folded = [lead_row(n, status="collapsed") for n in range(count, 2 * count)]
    members = [member(n, f"NCMEC:{n}", bundle=f"B{n}") for n in range(count)]
    hidden = [member(n, f"NCMEC:{n}", bundle=f"B{n - count}", status="collapsed") for n in range(count, 2 * count)]
    links = [link(f"NCMEC:{n}", f"NCMEC:{n + 1}", "network") for n in range(0, count - 1, 2)]
    replace_list([*rows, *folded], [*members, *hidden], links)


def queries_of(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        get(client, address)
    return [query["sql"] for query in queries]


def test_a_page_takes_the_same_queries_for_one_lead_as_for_fifty(desk: Client) -> None:
    a_list(1)
    get(desk, "/")  # the first page of a session is noted
    one = queries_of(desk, "/")
    a_list(50)
    fifty = queries_of(desk, "/")
    assert len(one) == len(fifty) <= 17


ADDRESSES = [
    "/",
    "/?after=9000,L9000",
    "/?unit=U3&after=9000,L9000",
    "/?band=urgent&after=9000,L9000",
    "/?state=archived&after=9000,L9000",
    "/leads/L9000/",
    "/leads/L9000/referrals/",
    "/leads/L9000/reasons/?after=1",
    "/leads/L9000/links/network/?after=9.0,1",
    "/networks/N4500/?after=9000,L9000",
    "/bundles/B9000/?after=0",
    "/find/?number=NCMEC:9000",
    "/health/",
]


def test_no_page_reads_a_long_list_from_its_top(desk: Client, officer: Officer) -> None:
    """20,000 leads with statistics of their own: every query on them is asked for its plan."""
    count = 20_000
    rows = [
        lead_row(
            n,
            network=f"N{n // 2}",
            unit=f"U{n % 7}",
            band=["urgent", "elevated", "routine"][n % 3],
            status=["open", "archived"][n % 2],
            reasons=reasons(n)[:3],
        )
        for n in range(count)
    ]
    members = [member(n, f"NCMEC:{n}", bundle=f"B{n}" if n % 10 == 0 else None) for n in range(count)]
    replace_list(rows, members, [link(f"NCMEC:{n}", f"NCMEC:{n + 1}", "network") for n in range(0, count - 1, 2)])
    assert Lead.objects.count() == count
    for address in ADDRESSES:
        with CaptureQueriesContext(connection) as queries:
            desk.get(address)
        read = [query["sql"].strip() for query in queries if query["sql"].strip().startswith(("SELECT", "WITH"))]
        assert any("leads_lead" in sql or "nigehban_list_length" in sql for sql in read)
        for sql in read:
            with acting_as(officer):  # with row security, as a request asks it
                plan = plan_of(sql)
            assert not re.search(r"Seq Scan on leads_(lead|link)\b", plan), f"{address}\n{sql}\n{plan}"
            assert " OFFSET " not in sql
            assert "COUNT(*)" not in sql


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + sql)
        return "\n".join(row[0] for row in cursor.fetchall())
