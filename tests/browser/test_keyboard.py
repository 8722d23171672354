"""An officer who has no mouse."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from nigehban.desk.leads.models import Lead

ENOUGH_TABS = 60


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until that element has the focus, as far as somebody would."""
    for _ in range(ENOUGH_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{ENOUGH_TABS} presses of Tab did not reach {wanted}")


def test_an_officer_finds_a_lead_by_its_number_with_the_keyboard_alone(officer_page, installation):
    lead = installation.do(lambda: Lead.objects.earliest("rank").pk)
    page = officer_page()
    page.goto("/intake/")
    tab_to(page, page.get_by_label("Lead number or referral id"))
    page.keyboard.type(lead)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{installation.url}/leads/{lead}/")


def test_the_first_tab_skips_the_frame_and_the_focus_can_be_seen(officer_page):
    page = officer_page()
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    assert skip.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_an_officer_reaches_the_first_lead_with_the_keyboard_alone(officer_page, installation):
    lead = installation.do(lambda: Lead.objects.filter(state="open").earliest("rank").pk)
    page = officer_page()
    page.goto("/")
    tab_to(page, page.get_by_role("link", name=lead))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{installation.url}/leads/{lead}/")
