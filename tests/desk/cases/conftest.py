"""Officers of a circle at their browsers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk.cases.casework import investigator

from nigehban.desk.accounts.models import Officer

At = Callable[[Officer], Client]


@pytest.fixture
def officer(db: None) -> Officer:
    return investigator()


@pytest.fixture
def at() -> At:
    """The browser of an officer who is logged in."""

    def log_in(officer: Officer) -> Client:
        client = Client()
        client.force_login(officer)
        return client

    return log_in


@pytest.fixture
def desk(officer: Officer, at: At) -> Client:
    return at(officer)
