"""An officer at a browser."""

from __future__ import annotations

import pytest
from django.test import Client

from nigehban.desk.access.roles import Role
from nigehban.desk.access.use_cases import grant_role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import enrol


@pytest.fixture
def officer(db: None) -> Officer:
    officer = enrol("officer-1", service_number="PK-0001")
    grant_role(None, officer, Role.TRIAGE_ANALYST, reason="For the test.")
    return officer


@pytest.fixture
def desk(officer: Officer) -> Client:
    """The browser of an officer who is logged in."""
    client = Client()
    client.force_login(officer)
    return client
