"""Passkeys in a real browser, answered by a key of Chromium's own (WebAuthn's virtual authenticator)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import enrol, issue_login_link

from .chromium import SCREEN
from .installation import Installation

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(installation: Installation, browser: Browser) -> Iterator[Page]:
    """A page of a browser with a key, at the name ``localhost``: passkeys belong to names, not to addresses."""
    url = installation.url.replace("127.0.0.1", "localhost")
    with browser.new_context(base_url=url, viewport=SCREEN) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        key = context.new_cdp_session(page)
        key.send("WebAuthn.enable")
        key.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        yield page
        assert not said


def link(installation: Installation, name: str) -> str:
    return f"/login/once/{installation.do(_issued, name)}/"


def _issued(name: str) -> str:
    return issue_login_link(Officer.objects.filter(username=name).first() or enrol(name))


def enter(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("main form button").click()


def add_passkey(page: Page, *, alone: bool) -> None:
    page.goto("/account/passkeys/add/")
    page.get_by_label("It lets me in by itself").set_checked(alone)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_a_passkey_lets_its_officer_in_by_itself(installation: Installation, page: Page) -> None:
    enter(page, link(installation, "passkey-alone"))
    add_passkey(page, alone=True)
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def test_a_passkey_is_asked_for_as_a_second_factor(installation: Installation, page: Page) -> None:
    enter(page, link(installation, "passkey-beside"))
    add_passkey(page, alone=False)
    page.get_by_role("button", name="Log out").click()
    enter(page, link(installation, "passkey-beside"))
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    page.goto("/account/")
    expect(page.get_by_role("heading", name="Your account")).not_to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def test_who_has_no_key_is_told_and_has_another_way(visitor_page: Any) -> None:
    page = visitor_page()
    page.goto("/login/")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey did not answer")
    expect(page.get_by_label("Password")).to_be_visible()
