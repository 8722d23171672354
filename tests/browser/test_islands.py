"""Graph and chart under the desk's policy: drawn, walked by keys, dark, right to left, accessible, without a fault."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nigehban.desk.leads.models import Lead

from .bundle import require_bundle

RING = {
    "nodes": [
        {"id": "a", "label": "L-1", "kind": "lead", "href": "/leads/L-1/", "x": 0, "y": 0, "band": "immediate"},
        {"id": "b", "label": "z@example.org", "kind": "email", "x": 200, "y": 0},
        {"id": "c", "label": "لاہور", "kind": "place", "x": 200, "y": 150},
    ],
    "edges": [
        {"source": "a", "target": "b", "label": "the same email", "level": "subject"},
        {"source": "b", "target": "c", "label": "the same place", "level": "network"},
        {"source": "c", "target": "gone", "label": "", "level": "network"},
    ],
}
ARRESTS = {
    "kind": "bar",
    "title": "Arrests by city",
    "categories": ["Islamabad", "Dera Ismail Khan", "Lahore", "Quetta", "Karachi", "Gujranwala"],
    "series": [{"name": "held", "values": [13, 2, 8, None, 5, 1]}, {"name": "wanted", "values": [1, 0, 2, 0, 0, 0]}],
}


@pytest.fixture
def island(officer_page):
    """Puts an island on a page of the desk, as a template would; the page."""
    require_bundle()

    def show(kind: str, data: dict[str, Any], *, rtl: bool = False, **options: Any) -> Page:
        page = officer_page(**options)
        page.goto("/intake/")
        expect(page.locator("html.keyed")).to_have_count(1)
        page.evaluate(
            """([kind, data, rtl]) => {
                if (rtl) document.documentElement.dir = "rtl";
                const block = Object.assign(document.createElement("script"), {id: "data", type: "application/json"});
                block.textContent = data;
                const place = Object.assign(document.createElement("div"), {ariaLabel: "Picture"});
                Object.assign(place.dataset, {island: kind, source: "data"});
                document.querySelector("main").prepend(block, place);
                document.dispatchEvent(new Event("desk:content"));
            }""",
            [kind, json.dumps(data), rtl],
        )
        return page

    return show


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_graph_is_drawn_and_accessible(island, axe, scheme):
    page = island("graph", RING, color_scheme=scheme)
    expect(page.get_by_role("application", name="Picture")).to_be_visible()
    expect(page.locator("[data-island] canvas").first).to_be_attached()
    expect(page.locator("[data-failed]")).to_have_count(0)
    axe(page)


def test_an_officer_walks_a_graph_by_arrows_and_opens_a_node(island, installation):
    lead = installation.do(lambda: Lead.objects.earliest("rank").pk)
    nodes = [{**RING["nodes"][0], "href": f"/leads/{lead}/"}, *RING["nodes"][1:]]
    page = island("graph", RING | {"nodes": nodes})
    page.get_by_role("application").focus()
    said = page.locator("[data-island] .says")
    page.keyboard.press("ArrowRight")  # begins at what is joined to most
    expect(said).to_contain_text("z@example.org · joined to 2 · the same email · the same place")
    page.keyboard.press("ArrowDown")
    expect(said).to_contain_text("لاہور")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("L-1")
    page.keyboard.press("+")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{installation.url}/leads/{lead}/")


def test_a_graph_that_nobody_has_placed_is_laid_out(island):
    count = 40
    nodes = [{"id": str(n), "label": f"L-{n}", "kind": "lead"} for n in range(count)]
    edges = [{"source": str(n), "target": str(n // 2), "label": "why", "level": "network"} for n in range(1, count)]
    page = island("graph", {"nodes": nodes, "edges": edges})
    expect(page.locator("[data-island] canvas").first).to_be_attached()
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-island] .says")).to_contain_text("joined to 3")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_is_drawn_with_its_names_and_accessible(island, axe, scheme):
    page = island("chart", ARRESTS, color_scheme=scheme)
    expect(page.locator("[data-island] svg")).to_contain_text("Dera Ismail Khan")
    expect(page.get_by_role("img", name="Picture")).to_be_visible()
    axe(page)


def test_a_chart_runs_from_right_to_left_with_the_page(island):
    line = ARRESTS | {"kind": "line"}
    page = island("chart", line, rtl=True)
    names = page.locator("[data-island] svg text")
    expect(names.filter(has_text="Islamabad")).to_be_visible()
    first, last = (names.filter(has_text=name).bounding_box() for name in ("Islamabad", "Gujranwala"))
    assert first is not None
    assert last is not None
    assert first["x"] > last["x"]


def test_an_island_without_data_leaves_the_table_alone(island, faults):
    page = island("chart", {"kind": "bar"})
    expect(page.locator("[data-island][data-failed]")).to_have_count(1)
    expect(page.locator("[data-island][data-failed]")).to_be_hidden()
    faults.forgive("TypeError")
