"""Whatever a browser sends as its session, it is known or forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.entering import SessionStore

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["", "short", "a" * 32, "a" * 5000, "abcdefghij\x00", "é" * 12, "a' OR 'a'='a"])
def test_a_key_that_is_none_is_nobody(key: str) -> None:
    browser = Client()
    browser.cookies["session"] = key
    assert browser.get("/").headers["Location"].startswith("/login/")


def test_a_session_ends_with_its_time_and_with_its_officer() -> None:
    browser, officer = Client(), officer_with(Role.TRIAGE_ANALYST)
    browser.force_login(officer)
    assert browser.get("/").status_code == 200
    officer.is_active = False
    officer.save()
    assert browser.get("/").status_code == 302
    officer.is_active = True
    officer.save()
    assert browser.get("/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert browser.get("/").status_code == 302


def test_an_unknown_key_is_not_taken_over() -> None:
    store = SessionStore("a" * 32)
    assert dict(store.items()) == {}
    store["seen"] = True
    store.save()
    assert store.session_key != "a" * 32
