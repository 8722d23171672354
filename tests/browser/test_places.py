"""Every page, as axe and as a small screen have it, light and dark, and what stays of it without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .places import PLACES, Place

places = pytest.mark.parametrize("place", PLACES, ids=str)


@pytest.fixture
def open_place(installation, visitor_page, officer_page):
    """Opens a place as the officer who sees it; the page that answers."""

    def open_(place: Place, **options) -> Page:
        page = officer_page(place.role, **options) if place.role else visitor_page(**options)
        answer = page.goto(installation.do(place.where))
        assert answer is not None
        assert answer.status == 200
        return page

    return open_


@places
def test_a_page_is_accessible_and_fits_a_small_screen_in_light_and_dark(place, open_place, axe):
    page = open_place(place, color_scheme="light")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


@places
def test_a_page_says_what_it_is_without_scripts(place, open_place):
    page = open_place(place, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("main")).to_be_visible()
