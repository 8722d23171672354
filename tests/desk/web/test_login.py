"""Officers enter by password or by a link that a program can not use up, and guessing is slowed down."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import F
from django.test import Client

from nigehban.desk.accounts.lockout import ATTEMPTS, WITHIN
from nigehban.desk.accounts.models import LoginAttempt, LoginLink, Officer
from nigehban.desk.accounts.use_cases import issue_login_link

PASSWORD = "correct horse battery staple"
REFUSED = "Name and password do not match"
LOCKED = "Too many attempts"


@pytest.fixture
def with_password(officer: Officer) -> Officer:
    """Who still has to set up a second factor, and was sent there after the password."""
    officer.set_password(PASSWORD)
    officer.save()
    return officer


def log_in(client: Client, name: str = "officer-1", password: str = PASSWORD, **more: str) -> str:
    answer = client.post("/login/", {"login": name, "password": password, **more}, follow=True)
    return answer.content.decode()


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_who_is_not_logged_in_is_sent_to_the_login_and_back_to_where_they_wanted(
    client: Client, with_password: Officer
) -> None:
    sent = client.get("/intake/")
    assert sent["Location"] == "/login/?next=/intake/"
    answer = client.post("/login/", {"login": "officer-1", "password": PASSWORD, "next": "/intake/"})
    assert (answer.status_code, answer["Location"]) == (302, "/intake/")


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org"]
)
def test_the_login_sends_nobody_to_another_site(client: Client, with_password: Officer, elsewhere: str) -> None:
    answer = client.post("/login/", {"login": "officer-1", "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/start/"


@pytest.mark.parametrize(("name", "password"), [("officer-1", "wrong"), ("nobody", PASSWORD), ("", ""), ("a\0b", "x")])
def test_every_failure_says_the_same(client: Client, with_password: Officer, name: str, password: str) -> None:
    assert REFUSED in log_in(client, name, password)
    assert not is_in(client)


def test_an_officer_who_left_or_has_no_password_does_not_get_in(client: Client, officer: Officer) -> None:
    assert REFUSED in log_in(client, password="")
    officer.set_password(PASSWORD)
    officer.is_active = False
    officer.save()
    assert REFUSED in log_in(client)


def test_after_some_failures_even_the_right_password_waits_a_while(client: Client, with_password: Officer) -> None:
    for _ in range(ATTEMPTS):
        assert REFUSED in log_in(client, password="wrong")
    assert LOCKED in log_in(client)
    LoginAttempt.objects.update(at=F("at") - WITHIN - timedelta(seconds=1))
    log_in(client)
    assert is_in(client)
    assert not LoginAttempt.objects.exists()


def test_a_lock_is_for_one_name_from_one_address(with_password: Officer) -> None:
    here, elsewhere = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    for _ in range(ATTEMPTS + 1):
        log_in(here, "OFFICER-1", "wrong")
    assert LOCKED in log_in(here)
    assert LOCKED not in log_in(here, "officer-2")
    log_in(elsewhere)
    assert is_in(elsewhere)


def test_an_attempt_keeps_no_name_and_no_address(client: Client, with_password: Officer) -> None:
    log_in(client, password="wrong")
    kept = str(LoginAttempt.objects.values().get())
    assert "officer-1" not in kept
    assert "127.0.0.1" not in kept


def test_a_program_that_looks_at_a_link_does_not_use_it_up(client: Client, officer: Officer) -> None:
    address = f"/login/once/{issue_login_link(officer)}/"
    for _ in range(3):
        assert "Log in" in client.get(address).content.decode()
    assert not is_in(client)
    assert LoginLink.objects.get().used_at is None
    assert client.post(address)["Location"] == "/start/"
    assert is_in(client)


def test_a_link_that_was_used_or_made_up_explains_itself(client: Client, officer: Officer) -> None:
    address = f"/login/once/{issue_login_link(officer)}/"
    Client().post(address)
    for refused in (address, "/login/once/guess/"):
        answer = client.post(refused)
        assert answer.status_code == 403
        assert "Ask for a new one" in answer.content.decode()
    assert not is_in(client)


def test_a_session_that_was_there_before_the_login_is_not_the_officers(client: Client, officer: Officer) -> None:
    planted = client.session
    planted["planted"] = True
    planted.save()
    client.cookies["session"] = planted.session_key or ""
    client.post(f"/login/once/{issue_login_link(officer)}/")
    assert is_in(client)
    assert client.cookies["session"].value != planted.session_key
    assert client.cookies["session"]["httponly"]
    assert client.cookies["session"]["samesite"] == "Lax"


def test_logging_out_ends_the_session_and_only_a_button_can(desk: Client) -> None:
    assert desk.get("/logout/").status_code == 405
    assert is_in(desk)
    assert desk.post("/logout/")["Location"] == "/login/"
    assert not is_in(desk)


def test_the_log_tells_nobody_how_to_enter(officer: Officer, tmp_path: Path) -> None:
    """The link was not used up when its form was refused: whoever reads the log could use it."""
    handler = logging.FileHandler(tmp_path / "log")
    known = logging.getLogger("django").handlers[0]
    handler.setFormatter(known.formatter)
    logging.getLogger("django").addHandler(handler)
    secret = issue_login_link(officer)
    try:
        assert Client(enforce_csrf_checks=True).post(f"/login/once/{secret}/").status_code == 403
    finally:
        logging.getLogger("django").removeHandler(handler)
        handler.close()
    logged = (tmp_path / "log").read_text("utf-8")
    assert "/login/once/…" in logged
    assert secret not in logged


def test_a_form_of_another_site_is_refused_in_the_frame_of_the_desk(officer: Officer) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer)
    answer = strict.post("/logout/")
    assert answer.status_code == 403
    assert "desk.css" in answer.content.decode()
    assert "<style" not in answer.content.decode()
