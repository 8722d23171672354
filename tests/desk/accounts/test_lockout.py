"""Guessing is counted over all processes of the desk, also when they guess at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client

from nigehban.desk.accounts.lockout import ATTEMPTS

from .entering import officer_with_app

GUESSES = 12


@pytest.mark.django_db(transaction=True)
def test_of_many_guesses_at_once_no_more_than_the_limit_are_looked_at() -> None:
    officer_with_app()

    def guess(_number: int) -> str:
        try:
            return Client().post("/login/", {"login": "officer-1", "password": "wrong"}).content.decode()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as processes:
        answers = list(processes.map(guess, range(GUESSES)))
    assert sum("Name and password do not match" in answer for answer in answers) == ATTEMPTS
    assert sum("Too many attempts" in answer for answer in answers) == GUESSES - ATTEMPTS


@pytest.mark.django_db
def test_limits_are_counted_in_the_database_that_all_processes_share() -> None:
    assert type(cache._connections[cache._alias]).__name__ == "DatabaseCache"  # type: ignore[attr-defined]
    assert cache.add("limit", 1, 60)
    assert not cache.add("limit", 1, 60)


@pytest.mark.django_db
def test_thirty_logins_a_minute_from_one_address_are_enough() -> None:
    here = Client(REMOTE_ADDR="192.0.2.9")
    statuses = [
        here.post("/login/", {"login": f"nobody-{number}", "password": "x"}).status_code for number in range(31)
    ]
    assert statuses == [403] * 30 + [429]
    assert "desk.css" in here.post("/login/", {"login": "x", "password": "x"}).content.decode()
