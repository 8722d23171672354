"""Pages of statistics: what an officer reads, follows, exports, approves."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk.officers import officer_with
from tests.desk.statistics.bulletin import the_week
from tests.desk.statistics.world import World
from tests.desk.web.pages import get, read

from nigehban.desk.access.roles import Role
from nigehban.desk.statistics.models import Issue

pytestmark = pytest.mark.django_db
WEEK = "from=2022-03-07&to=2022-03-13"
Enter = Callable[..., Client]


@pytest.fixture
def enter() -> Enter:
    """The browser of a new officer of a role."""

    def entered(role: Role, unit: str = "") -> Client:
        client = Client()
        client.force_login(officer_with(role, unit=unit))
        return client

    return entered


def test_the_first_page_leads_to_the_products(world: World, enter: Enter) -> None:
    page = get(enter(Role.TRIAGE_ANALYST), "/statistics/")
    assert page.address("Weekly bulletin") == "/statistics/weekly_bulletin/"
    assert not [words for words, _address in page.links if "Backlog" in words]


def test_the_bulletin_is_read_and_followed_to_its_records(world: World, enter: Enter) -> None:
    the_week(world)
    director = enter(Role.DIRECTOR)
    page = get(director, f"/statistics/weekly_bulletin/?{WEEK}")
    for told in ("33", "28", "52", "Islamabad", "A person counts once", "needs counsel's review"):
        assert told in page.text
    assert page.unlabelled == []
    wanted = get(director, page.address("records: Smugglers on the wanted list arrested"))
    assert "ISB-2022-00001" in wanted.text
    assert "more are counted here" not in wanted.text
    islamabad = get(director, page.address("records: Islamabad"))
    assert "City: Islamabad" in islamabad.text


def test_an_officer_of_a_circle_gets_the_number_and_not_the_records(world: World, enter: Enter) -> None:
    the_week(world)
    officer = enter(Role.CIRCLE_IN_CHARGE, "LHR")
    page = get(officer, f"/statistics/weekly_bulletin/?{WEEK}")
    assert "33" in page.text
    records = get(officer, page.address("records: Suspects tracked for CSAM"))
    assert "LHR-2022-00002" in records.text
    assert "ISB-2022-00001" not in records.text
    assert "more are counted here that you may not see" in records.text


def test_what_may_leave_the_unit_has_no_small_cell_and_no_way_to_records(world: World, enter: Enter) -> None:
    the_week(world)
    answer = enter(Role.DIRECTOR).get(f"/statistics/weekly_bulletin/?{WEEK}&release=1")
    page = read(answer)
    assert "&lt;5" in answer.content.decode()
    assert not [words for words, _address in page.links if "records" in words]


def test_a_product_is_prepared_by_one_and_published_by_another(world: World, enter: Enter) -> None:
    supervisor, director = enter(Role.SUPERVISOR), enter(Role.DIRECTOR)
    made = supervisor.post("/statistics/weekly_bulletin/prepare/", {"from": "2022-03-07", "to": "2022-03-13"})
    issue = Issue.objects.get()
    assert made["Location"] == f"/statistics/issues/{issue.pk}/"
    assert "another officer has to approve" in get(supervisor, made["Location"]).text
    refused = supervisor.post(f"/statistics/issues/{issue.pk}/approve/", {"digest": issue.digest})
    assert refused.status_code == 409
    assert director.post(f"/statistics/issues/{issue.pk}/approve/", {"digest": issue.digest}).status_code == 302
    assert director.post(f"/statistics/issues/{issue.pk}/publish/").status_code == 302
    page = get(director, f"/statistics/issues/{issue.pk}/")
    assert "published" in page.text
    assert issue.digest in page.text
    assert "Every figure is what it was" in get(director, f"/statistics/issues/{issue.pk}/changes/").text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_product_and_an_issue_are_exported(world: World, enter: Enter, kind: str) -> None:
    director = enter(Role.DIRECTOR)
    director.post("/statistics/weekly_bulletin/prepare/", {"from": "2022-03-07", "to": "2022-03-13"})
    for address in (f"weekly_bulletin/as/{kind}/?{WEEK}", f"issues/{Issue.objects.get().pk}/as/{kind}/"):
        answer = director.get(f"/statistics/{address}")
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("nothing/", 404),
        ("weekly_bulletin/?from=yesterday", 400),
        ("weekly_bulletin/?from=2022-03-13&to=2022-03-07", 400),
        ("weekly_bulletin/?as_of=noon", 400),
        ("weekly_bulletin/?unit=XXX", 404),
        ("weekly_bulletin/?from=0001-01-01&to=9999-12-31", 200),
        ("weekly_bulletin/?as_of=0001-01-01T00:00", 400),
        ("weekly_bulletin/?as_of=9999-12-31T23:59", 200),
        ("weekly_bulletin/arrests/records/", 404),
        ("weekly_bulletin/incidents/records/?by=shoe", 400),
        ("weekly_bulletin/incidents/records/?after=x", 400),
        ("weekly_bulletin/as/exe/", 404),
        ("issues/99999/", 404),
    ],
)
def test_what_is_asked_wrongly_has_its_answer(world: World, enter: Enter, address: str, status: int) -> None:
    assert enter(Role.DIRECTOR).get(f"/statistics/{address}").status_code == status


def test_charts_stand_beside_tables_with_the_same_figures(world: World, enter: Enter) -> None:
    the_week(world)
    html = enter(Role.DIRECTOR).get(f"/statistics/weekly_bulletin/?{WEEK}").content.decode()
    block = html.split('<script id="incidents-city" type="application/json">')[1].split("</script>")[0]
    chart = json.loads(block)
    assert chart["categories"][0] == "Islamabad"
    assert chart["series"][0]["values"][0] == 13
