"""Nobody works without a second factor, and none can be guessed, used twice, or lost with no way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from nigehban.desk.accounts.middleware import REACHED_WITHOUT
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import enrol

from .entering import PASSWORD, code, enter, enter_by_link, is_in, officer_with_app, recovery_codes

pytestmark = pytest.mark.django_db
OPEN_TO_ALL = {"account_login", "login_once", "mfa_login_webauthn", "mfa_authenticate", "account_inactive", "health"}


def filled(part: re.Match[str]) -> str:
    """Something that can stand in this part of an address."""
    return str(UUID(int=1)) if part[1] == "uuid" else "1"


def addresses(patterns: list[URLPattern | URLResolver] | None = None, before: str = "", space: str = "") -> Iterator:
    """Every address of the desk with its name; its parts are filled with something."""
    for part in get_resolver().url_patterns if patterns is None else patterns:
        address = before + str(part.pattern).lstrip("^")
        if isinstance(part, URLResolver):
            inner = f"{space}{part.namespace}:" if part.namespace else space
            yield from addresses(part.url_patterns, address, inner)
        else:
            yield "/" + re.sub(r"<(?:(\w+):)?\w+>", filled, address), f"{space}{part.name}"


def set_up_app(client: Client) -> str:
    """Set up an app as the page says; its secret."""
    secret = re.search(r'class="code">([A-Z2-7]{32})<', client.get("/account/app/").content.decode())
    assert secret
    answer = client.post("/account/app/", {"code": code(secret[1])})
    assert answer["Location"] == "/account/recovery-codes/", answer.content.decode()
    return secret[1]


def test_no_page_is_reached_without_a_second_factor(client: Client) -> None:
    """Not by walking, and not by sending: whatever is added to the addresses is closed as well."""
    assert enter_by_link(client, enrol("officer-1")) == "/account/"
    walked = list(addresses())
    assert len(walked) > 30
    for address, name in walked:
        if name in REACHED_WITHOUT | OPEN_TO_ALL:
            continue
        for answer in (client.get(address), client.post(address)):
            refused = (401, None) if name.startswith("api:") else (302, "/account/")  # a program is not led about
            assert (answer.status_code, answer.get("Location")) == refused, (address, name)
    assert is_in(client) is False
    assert "Set up a second factor" in client.get("/account/").content.decode()


def test_who_set_up_an_app_works_at_once_and_is_asked_for_a_code_the_next_time(client: Client) -> None:
    officer = enrol("officer-1")
    enter_by_link(client, officer)
    secret = set_up_app(client)
    assert is_in(client)
    another = Client()
    assert enter_by_link(another, officer) == "/login/second-factor/"
    assert not is_in(another)
    assert another.post("/login/second-factor/", {"code": code(secret, 1)})["Location"] == "/account/"
    assert is_in(another)


def test_a_wrong_code_sets_nothing_up(client: Client) -> None:
    enter_by_link(client, enrol("officer-1"))
    secret = re.search(r'class="code">([A-Z2-7]{32})<', client.get("/account/app/").content.decode())
    wrong = "000000" if secret and code(secret[1]) != "000000" else "111111"
    assert "This code is wrong" in client.post("/account/app/", {"code": wrong}).content.decode()
    assert not Authenticator.objects.exists()
    assert not is_in(client)


def test_a_session_from_before_the_second_factor_never_becomes_one_that_passed_it(client: Client) -> None:
    """Whoever used a stolen link and waited is out when the officer has set up the second factor."""
    officer, thief = enrol("officer-1"), Client()
    enter_by_link(thief, officer)
    assert thief.get("/account/").status_code == 200
    enter_by_link(client, officer)
    set_up_app(client)
    assert thief.get("/account/")["Location"].startswith("/login/")
    assert not is_in(thief)
    assert is_in(client)


def test_a_link_that_was_used_does_not_wait_for_ever_for_a_second_factor(client: Client) -> None:
    enter_by_link(client, enrol("officer-1"))
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1
    session.save()
    assert client.get("/account/app/")["Location"] == "/login/"
    assert not Session.objects.filter(pk=session.session_key).exists()


def test_a_password_alone_does_not_let_in(client: Client) -> None:
    officer_with_app()
    client.post("/login/", {"login": "officer-1", "password": PASSWORD})
    assert not is_in(client)
    assert client.get("/account/")["Location"].startswith("/login/")


def test_a_code_lets_in_once_also_half_a_minute_later(client: Client) -> None:
    _officer, secret = officer_with_app()
    assert enter(client, secret) == "/account/"
    another = Client()
    another.post("/login/", {"login": "officer-1", "password": PASSWORD})
    for _ in range(2):
        again = another.post("/login/second-factor/", {"code": code(secret)})
        assert "This code is wrong" in again.content.decode()


def test_guessing_codes_stops_after_five_also_from_other_addresses(client: Client) -> None:
    _officer, secret = officer_with_app()
    here, there = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    for one in (here, there):
        one.post("/login/", {"login": "officer-1", "password": PASSWORD})
    wrong = next(guess for guess in ("000000", "111111", "222222") if guess not in (code(secret), code(secret, 1)))
    for _ in range(5):
        assert "This code is wrong" in here.post("/login/second-factor/", {"code": wrong}).content.decode()
    assert "Too many attempts" in there.post("/login/second-factor/", {"code": code(secret)}).content.decode()
    assert not is_in(there)


def test_each_recovery_code_lets_in_once(client: Client) -> None:
    officer, _secret = officer_with_app()
    first, second, *_rest = recovery_codes(officer)
    for given, lets_in in ((first, True), (first, False), (second, True)):
        visitor = Client()
        visitor.post("/login/", {"login": "officer-1", "password": PASSWORD})
        visitor.post("/login/second-factor/", {"code": given})
        assert is_in(visitor) is lets_in


def test_recovery_codes_are_shown_once(client: Client) -> None:
    enter_by_link(client, enrol("officer-1"))
    set_up_app(client)
    known = recovery_codes(Officer.objects.get())
    shown = client.get("/account/recovery-codes/").content.decode()
    assert all(one in shown for one in known)
    later = client.get("/account/recovery-codes/").content.decode()
    assert not any(one in later for one in known)
    assert "10 codes are left" in later


def test_the_last_second_factor_stays(client: Client) -> None:
    _officer, secret = officer_with_app()
    enter(client, secret)
    answer = client.post("/account/app/remove/")
    assert "This is your only second factor" in answer.content.decode()
    assert Authenticator.objects.get().type == "totp"


def test_the_key_of_an_app_does_not_lie_readable_in_the_database() -> None:
    _officer, secret = officer_with_app()
    assert secret not in str(Authenticator.objects.values().get())


def test_a_link_of_an_officer_who_was_locked_for_codes_does_not_help_a_guesser(client: Client) -> None:
    officer, secret = officer_with_app()
    enter_by_link(client, officer)
    for _ in range(5):
        client.post("/login/second-factor/", {"code": "abc"})
    assert "Too many attempts" in client.post("/login/second-factor/", {"code": code(secret)}).content.decode()


def test_there_is_no_sign_up_and_no_reset_by_mail(client: Client) -> None:
    for address in ("/signup/", "/login/code/", "/account/email/", "/password/reset/", "/accounts/signup/", "/2fa/"):
        assert client.get(address).status_code in (302, 404), address
    names = {name for _address, name in addresses()}
    assert not {name for name in names if "signup" in name or "reset_password" in name or "email" in name}


def test_the_demonstration_asks_for_no_second_factor_and_says_so(client: Client, settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    enter_by_link(client, enrol("officer-1"))
    page = client.get("/account/sessions/").content.decode()
    assert "A demonstration: all data are generated" in page
    settings.DEMONSTRATION = False  # type: ignore[attr-defined]
    assert not is_in(client)
    assert "A demonstration" not in client.get("/account/").content.decode()


class Counted(MD5PasswordHasher):
    """A hasher that counts how often it worked."""

    algorithm = "counted"
    times = 0

    def encode(self, password: str, salt: str) -> str:
        Counted.times += 1
        return super().encode(password, salt)


def test_a_refusal_costs_the_same_work_whether_the_name_exists_or_not(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    officer_with_app()

    def work(name: str) -> int:
        before = Counted.times
        Client().post("/login/", {"login": name, "password": "wrong"})
        return Counted.times - before

    assert work("officer-1") == work("nobody") == 1
