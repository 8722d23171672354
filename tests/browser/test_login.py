"""Entering the desk in a browser, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from nigehban.desk.access.roles import Role

from .officers import link_of, log_in


@pytest.mark.parametrize("scripts", [True, False])
def test_an_officer_enters_by_a_link_once_works_and_leaves(installation, visitor_page, faults, scripts):
    link = link_of(installation, Role.TRIAGE_ANALYST, "passing")
    page = visitor_page(java_script_enabled=scripts)
    log_in(page, link)
    expect(page).to_have_url(f"{installation.url}/worklist/")
    page.get_by_role("main").get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Why it stands here")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    page.goto("/intake/")
    expect(page).to_have_url(f"{installation.url}/login/?next=/intake/")
    page.goto(link)
    page.locator("main form button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    faults.forgive("403")


def test_the_page_of_a_login_link_is_accessible_before_and_after_its_use(installation, visitor_page, axe, faults):
    link = link_of(installation, Role.TRIAGE_ANALYST, "passing")
    page = visitor_page()
    page.goto(link)
    axe(page)
    page.locator("main form button").click()
    page.context.clear_cookies()
    page.goto(link)
    page.locator("main form button").click()
    axe(page)
    faults.forgive("403")


def test_a_wrong_password_is_told_on_an_accessible_page(visitor_page, axe, faults):
    page = visitor_page()
    page.goto("/login/")
    page.get_by_label("Name").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    faults.forgive("403")
