"""An officer sees where the account is open, and closes it there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from nigehban.desk.web.templatetags.accounts import browser

from .entering import PASSWORD, enter, is_in, officer_with_app, recovery_codes

pytestmark = pytest.mark.django_db
LINUX = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"


@pytest.fixture
def two() -> tuple[Client, Client]:
    """An officer at two machines."""
    officer, secret = officer_with_app()
    here, there = Client(HTTP_USER_AGENT=LINUX, REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    enter(here, secret)
    there.post("/login/", {"login": "officer-1", "password": PASSWORD})
    there.post("/login/second-factor/", {"code": recovery_codes(officer)[0]})
    return here, there


def test_both_sessions_are_listed_with_address_and_browser(two: tuple[Client, Client]) -> None:
    page = two[0].get("/account/sessions/").content.decode()
    assert "192.0.2.1" in page
    assert "192.0.2.2" in page
    assert "Chrome on Linux" in page
    assert page.count(">this session<") == 1


def test_an_officer_ends_one_session_and_it_is_out_at_once(two: tuple[Client, Client]) -> None:
    here, there = two
    other = UserSession.objects.get(ip="192.0.2.2")
    assert here.post("/account/sessions/", {"session": other.pk}, follow=True).status_code == 200
    assert is_in(here)
    assert not is_in(there)


def test_an_officer_ends_all_others(two: tuple[Client, Client]) -> None:
    here, there = two
    here.post("/account/sessions/")
    assert is_in(here)
    assert not is_in(there)


def test_nobody_ends_the_session_of_another(two: tuple[Client, Client], client: Client) -> None:
    _officer, secret = officer_with_app("officer-2")
    enter(client, secret, "officer-2")
    theirs = UserSession.objects.get(ip="192.0.2.2")
    for wanted in (theirs.pk, "x", "99999999999999999999"):
        assert client.post("/account/sessions/", {"session": wanted}).status_code == 404
    assert is_in(two[1])


def test_when_a_session_was_last_used_is_written_down_once_a_minute(two: tuple[Client, Client]) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    UserSession.objects.update(last_seen_at=long_ago)
    is_in(two[0])
    first = UserSession.objects.get(ip="192.0.2.1").last_seen_at
    assert first > long_ago
    is_in(two[0])
    assert UserSession.objects.get(ip="192.0.2.1").last_seen_at == first
    assert UserSession.objects.get(ip="192.0.2.2").last_seen_at == long_ago


def test_a_password_that_is_changed_ends_the_other_sessions(two: tuple[Client, Client]) -> None:
    here, there = two
    new = "four words without sense"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/account/password/", sent)["Location"] == "/account/"
    assert is_in(here)
    assert not is_in(there)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("", "unknown"),
        ("curl/8", "curl/8"),
        ("Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/128.0", "Firefox on Windows"),
    ],
)
def test_a_browser_is_named_in_two_words(said: str, shown: str) -> None:
    assert browser(said) == shown
