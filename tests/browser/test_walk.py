"""A newcomer goes from the login to a lead to a draft of the first information report, reading nothing, in minutes."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from nigehban.desk.access.roles import Role

from .officers import link_of, log_in

_MOST_SECONDS = 180.0
_MOST_PRESSES = 12


class Newcomer:
    """Presses what is named, counts the presses, and waits for the page that follows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, role: str, name: str | re.Pattern[str]) -> None:
        self.presses += 1
        self.page.get_by_role("main").get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.page.wait_for_load_state()


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_login_to_a_draft_of_the_first_information_report(installation, visitor_page, axe, scripts):
    page = visitor_page(java_script_enabled=scripts)
    begun = time.monotonic()
    log_in(page, link_of(installation, Role.SUPERVISOR, f"newcomer-{scripts}"))
    newcomer = Newcomer(page)
    newcomer.press("button", "Start reviewing")
    expect(page.get_by_role("heading", name="Why it stands here")).to_be_visible()
    newcomer.press("link", "Open a case")
    newcomer.press("button", "Open the case")
    newcomer.press("link", "Choose offences")
    page.locator("main input[name=q]").fill("PECA-21.2")
    page.locator("main input[name=on]").fill("2026-01-15")
    newcomer.press("button", "Look it up")
    newcomer.press("button", "Add PECA-21.2")
    newcomer.press("link", "Documents")
    newcomer.press("link", re.compile("First information report"))
    newcomer.press("button", "Begin")
    expect(page.get_by_role("main")).to_contain_text("a draft may be saved as it is")
    newcomer.press("button", "Save")
    expect(page.get_by_role("main")).to_contain_text("First information report")
    assert newcomer.presses <= _MOST_PRESSES
    assert time.monotonic() - begun < _MOST_SECONDS
    if scripts:
        axe(page)
