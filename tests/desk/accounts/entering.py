"""Officers with their second factors, and how they enter."""

from __future__ import annotations

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import enrol, issue_login_link

PASSWORD = "correct horse battery staple"


def officer_with_app(name: str = "officer-1") -> tuple[Officer, str]:
    """An officer with a password and an app that shows codes; and the app's secret."""
    officer = enrol(name)
    officer.set_password(PASSWORD)
    officer.save()
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    return officer, secret


def code(secret: str, later: int = 0) -> str:
    """What the app shows now, or half a minute later: two codes that are good now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def recovery_codes(officer: Officer) -> list[str]:
    return RecoveryCodes.activate(officer).generate_codes()


def enter_by_link(client: Client, officer: Officer) -> str:
    """Where the link leads."""
    return client.post(f"/login/once/{issue_login_link(officer)}/")["Location"]


def enter(client: Client, secret: str, name: str = "officer-1", later: int = 0) -> str:
    """Where password and code lead."""
    assert client.post("/login/", {"login": name, "password": PASSWORD})["Location"] == "/login/second-factor/"
    return client.post("/login/second-factor/", {"code": code(secret, later)})["Location"]


def is_in(client: Client) -> bool:
    return client.get("/account/sessions/").status_code == 200
