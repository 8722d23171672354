"""Officers of the installation and how they enter: the one place to change when the way in changes."""

from __future__ import annotations

from playwright.sync_api import Page

from nigehban.desk.access.roles import Role
from nigehban.desk.access.use_cases import grant_role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import enrol, issue_login_link

from .installation import Installation


def link_of(installation: Installation, role: Role, name: str = "browser") -> str:
    """A link that lets the officer of that role and name in once; who is not there yet is enrolled."""
    return f"{installation.url}/login/once/{installation.do(_issued, role, f'{name}-{role}')}/"


def log_in(page: Page, link: str) -> None:
    """Use a login link, and stand on the first page of the desk."""
    page.goto(link)
    page.locator("main form button").click()
    page.wait_for_url(lambda address: "/login/" not in address)


def _issued(role: Role, name: str) -> str:
    return issue_login_link(Officer.objects.filter(username=name).first() or _enrolled(role, name))


def _enrolled(role: Role, name: str) -> Officer:
    """An officer who holds the role in the whole country."""
    officer = enrol(name)
    grant_role(None, officer, role, reason="Tests in a browser.")
    return officer
