"""The page of a network: one ring or separate groups, a graph with a table beside it, time, places, money."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.leads.linked import World, numbered, referral, small_world
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.leads.models import Act, Lead, Network
from nigehban.desk.leads.rings import drawing, shape_of
from nigehban.desk.leads.rings.drawing import placed
from nigehban.desk.leads.use_cases import judge
from nigehban.runs.names import name

from .pages import get
from .world import small_desk


@pytest.fixture
def world(db: None) -> World:
    """Two groups of three that only one weak link joins."""
    world = World(
        accounts=[[number] for number in range(1, 8)],
        persons=[[number] for number in range(1, 8)],
        rings=[[1, 2, 3, 4, 5, 6], [7]],
        links=[(1, 2, 3.0), (2, 3, 3.0), (1, 3, 3.0), (4, 5, 3.0), (5, 6, 3.0), (4, 6, 3.0), (3, 4, 1.0)],
    )
    world.relist()
    return world


def network_of(number: int) -> str:
    return Lead.objects.get(members__referral=referral(number)).network


def graph_in(desk: Client, address: str) -> dict[str, list[dict[str, object]]]:
    found = re.search(
        r'<script id="network-graph" type="application/json">(.*?)</script>', desk.get(address).content.decode()
    )
    assert found is not None
    return json.loads(found[1])  # type: ignore[no-any-return]


def test_two_groups_that_one_weak_link_joins_are_told_apart_with_the_link(desk: Client, world: World) -> None:
    address = f"/networks/{network_of(1)}/"
    page = get(desk, address)
    assert "2 separate groups." in page.text
    ends = [words for words, to in page.links if to.startswith("/leads/")][:2]
    assert set(ends) == {name("L", numbered(3)), name("L", numbered(4))}
    graph = graph_in(desk, address)
    assert len(graph["nodes"]) == 6
    assert len(graph["edges"]) == 7
    assert {node["kind"] for node in graph["nodes"]} == {"group-1", "group-2"}
    assert page.headings[0] == 1
    assert page.unlabelled == []


def test_a_group_that_an_officer_joins_at_a_second_place_is_one_ring(desk: Client, world: World) -> None:
    judge(officer_with(Role.TRIAGE_ANALYST), referral(1), referral(6), Act.SAME)
    assert "One ring." in get(desk, f"/networks/{network_of(1)}/").text


def test_a_merge_across_networks_makes_one_and_its_old_number_leads_on(desk: Client, world: World) -> None:
    judge(officer_with(Role.TRIAGE_ANALYST), referral(1), referral(7), Act.SAME)
    now = network_of(7)
    assert Network.objects.get(pk=now).leads == 6
    for number in (1, 7):
        answer = desk.get(f"/networks/{name('N', numbered(number))}/", follow=True)
        assert answer.status_code == 200
        assert now in answer.content.decode()


def test_the_links_are_paged_with_their_reasons(desk: Client, world: World) -> None:
    page = get(desk, f"/networks/{network_of(1)}/links/")
    assert page.text.count("the same person?") == 7
    assert get(desk, f"/networks/{network_of(1)}/leads/")
    assert get(desk, f"/networks/{network_of(1)}/time/")
    assert get(desk, "/networks/N-nothing/", 404)
    assert get(desk, f"/networks/{network_of(1)}/time/?after=yesterday,1", 400)


def test_an_officer_of_another_unit_sees_nothing_of_it(world: World) -> None:
    stranger = Client()
    stranger.force_login(officer_with(Role.TRIAGE_ANALYST, unit="PK-KHI"))
    for part in ("", "links/", "leads/", "time/"):
        assert stranger.get(f"/networks/{network_of(1)}/{part}").status_code == 404


def test_what_referrals_state_is_shown_with_its_time_and_source(desk: Client, desk_home: Path) -> None:
    small_desk(desk_home)
    page = get(desk, "/networks/N1/")
    assert "In time" in page.text
    assert "2026-03" in page.text
    assert get(desk, "/networks/N1/time/").text.count("NCMEC:") == 2


def test_a_large_network_is_laid_out_here_and_always_in_the_same_way(db: None) -> None:
    count = 400
    world = World(
        accounts=[[number] for number in range(1, count + 1)],
        persons=[[number] for number in range(1, count + 1)],
        rings=[list(range(1, count + 1))],
        links=[(number, number // 2, 2.0) for number in range(2, count + 1)],
    )
    world.relist()
    officer = officer_with(Role.TRIAGE_ANALYST)
    shape = shape_of(officer, network_of(1))
    places = placed(shape)
    assert len(places) == count
    assert placed(shape_of(officer, network_of(1))) == places
    assert len(set(places.values())) == count
    assert all("x" in node for node in drawing(shape)["nodes"])


@pytest.mark.usefixtures("db")
def test_a_small_network_is_left_to_the_browser_to_lay_out() -> None:
    small_world().relist()
    shape = shape_of(officer_with(Role.TRIAGE_ANALYST), network_of(1))
    assert shape.is_one
    assert not any("x" in node for node in drawing(shape)["nodes"])
