"""Nobody works without a second factor: a passkey, or a code of an app.

What counts is what this session went through, not what the officer owns: a session that began before the second factor
was set up never becomes one that passed it.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.conf import settings
from django.http import HttpRequest

from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.requests import officer_of

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes are a way back to one of these, and count for none."""


def is_waived() -> bool:
    """Only the demonstration, with nothing but generated data in it, asks for no second factor."""
    return bool(settings.DEMONSTRATION)


def has_second_factor(officer: Officer) -> bool:
    """Whether the officer has set one up."""
    return Authenticator.objects.filter(user=officer, type__in=FACTORS).exists()


def is_only_factor(authenticator: Authenticator) -> bool:
    """Whether its officer would have no second factor without it."""
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=FACTORS).exclude(pk=authenticator.pk)
    return authenticator.type in FACTORS and not others.exists()


def passed_second_factor(request: HttpRequest) -> bool:
    """Whether this session was entered with a second factor, or set one up."""
    return any(record.get("method") == "mfa" for record in _records(request))


def trust_session(request: HttpRequest, factor: Authenticator.Type) -> None:
    """The officer has just shown that the new second factor works; sessions that never passed one end."""
    officer = officer_of(request)
    record_authentication(request, officer, "mfa", type=factor)
    end_other_sessions(request, officer)


def seconds_since_proof(request: HttpRequest) -> float | None:
    """How long ago the officer last proved who is there, by whatever means; ``None``: not in this session."""
    records = _records(request)
    return time.time() - records[-1]["at"] if records else None


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    officer = request.user
    return get_authentication_records(request, officer) if isinstance(officer, Officer) else []
