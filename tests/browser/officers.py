"""Officers of the installation and how they enter: the one place to change when roles or the way in change."""

from __future__ import annotations

from playwright.sync_api import Page

from nigehban.desk.access.roles import Role
from nigehban.desk.access.use_cases import grant_role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import enrol, issue_login_link

from .installation import Installation


def link_of(installation: Installation, role: str) -> str:
    """A link that lets the officer of a role in once; each role has one officer."""
    return f"{installation.url}/login/once/{installation.do(_issued, role)}/"


def log_in(page: Page, link: str) -> None:
    """Use a login link, and stand on the first page of the desk."""
    page.goto(link)
    page.locator("main form button").click()
    page.wait_for_url(lambda address: "/login/" not in address)


def _issued(role: str) -> str:
    name = f"browser-{role}"
    officer = Officer.objects.filter(username=name).first()
    if officer is None:
        officer = enrol(name)
        held = Role(role) if role in Role.values else Role.TRIAGE_ANALYST
        grant_role(None, officer, held, reason="For the tests.")
    return issue_login_link(officer)
