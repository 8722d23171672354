"""What the demonstration opens on: work, three cases at different stages, a running operation, clocks, a bulletin."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with
from tests.desk.web.pages import read

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import enrol
from nigehban.desk.cases.models import Case, CaseEvent
from nigehban.desk.operations.models import Operation
from nigehban.desk.showcase import show
from nigehban.desk.wanted.models import Stand, WantedEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Officer:
    replace_list([lead_row(n, unit="ISB") for n in range(1, 4)])
    visitor = enrol("demo-officer")
    assert show(visitor)
    return visitor


def test_the_demonstration_has_all_that_it_promises_and_is_made_once(visitor: Officer, client: Client) -> None:
    assert not show(visitor)
    states = set(Case.objects.visible_to(visitor).values_list("state", flat=True))
    assert {"scrutiny", "arrest", "charge"} <= states
    assert Operation.objects.get().state == "running"
    assert [one.stand for one in WantedEntry.objects.order_by("pk")] == [Stand.LISTED, Stand.LISTED, Stand.PROPOSED]
    client.force_login(visitor)
    for address in ("/worklist/", "/cases/", "/operations/", "/deadlines/", "/wanted/", "/statistics/supervisors/"):
        assert client.get(address).status_code == 200, address
    assert "time is short" in client.get("/deadlines/").content.decode()
    _the_bulletin_speaks(client)


def _the_bulletin_speaks(client: Client) -> None:
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday() + 7)
    week = CaseEvent.objects.filter(at__date__gte=monday, at__date__lt=monday + timedelta(days=7)).standing()
    assert week.filter(type="incident_reported", data__city="islamabad").count() == 13
    page = client.get("/statistics/weekly_bulletin/").content.decode()
    for figure in (33, 28, 52):
        assert f">{figure}<" in page, json.dumps(figure)


EACH = 2
"""Pages of one sort that are opened."""


@pytest.mark.parametrize("roles", [(), (Role.DIRECTOR,)], ids=["visitor", "director"])
def test_every_link_of_every_page_leads_somewhere_and_no_key_stands_for_two_things(
    visitor: Officer, client: Client, roles: tuple[Role, ...]
) -> None:
    client.force_login(officer_with(*roles) if roles else visitor)
    opened: Counter[str] = Counter()
    waiting, seen, dead = ["/start/"], {"/start/"}, []
    while waiting:
        address = waiting.pop()
        found = resolve(address.partition("?")[0])
        sort = f"{found.view_name} {found.kwargs.get('kind', '')}"
        if opened[sort] == EACH:
            continue
        opened[sort] += 1
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            dead.append((address, answer.status_code))
        elif answer["Content-Type"].startswith("text/html"):
            keys = Counter(tag["data-key"] for _name, tag in read(answer).tags if "data-key" in tag)
            assert keys.total() == len(keys), f"{address}: one key for two things: {keys}"
            links = {href.partition("#")[0] for _words, href in read(answer).links if href.startswith("/")}
            waiting += sorted(links - seen)
            seen |= links
    assert dead == []
    assert len(opened) > (40 if not roles else 15)
