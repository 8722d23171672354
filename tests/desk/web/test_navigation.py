"""The bar leads an officer where a page will let them in, and nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.web.navigation import SECTIONS, sections_for

from .pages import get

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.TRIAGE_ANALYST, Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_every_section_of_the_bar_opens_and_every_other_is_refused(role: Role) -> None:
    officer = officer_with(role)
    browser = Client()
    browser.force_login(officer)
    shown = set(sections_for(officer))
    for section in SECTIONS:
        assert browser.get(reverse(section.url)).status_code == (200 if section in shown else 403), section.key


def test_the_bar_marks_the_section_of_the_page(desk: Client, officer: Officer) -> None:
    shown = list(sections_for(officer))
    assert shown
    for section in shown:
        page = get(desk, reverse(section.url))
        marked = [
            attributes for tag, attributes in page.tags if tag == "a" and attributes.get("aria-current") == "page"
        ]
        assert [attributes["href"] for attributes in marked] == [reverse(section.url)]


def test_sections_have_keys_of_their_own() -> None:
    assert len({section.key for section in SECTIONS}) == len(SECTIONS)
