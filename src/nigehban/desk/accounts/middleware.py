"""What stands between a session and the pages of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.internal.flows.logout import logout
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from nigehban.desk.accounts.requests import enters_by_token, officer_of
from nigehban.desk.accounts.second_factor import (
    has_second_factor,
    is_waived,
    passed_second_factor,
    seconds_since_proof,
)

GetResponse = Callable[[HttpRequest], HttpResponseBase]
SET_UP = "mfa_index"
REACHED_WITHOUT = frozenset({SET_UP, "mfa_activate_totp", "mfa_add_webauthn", "account_logout", "health"})
"""All that an officer without a second factor can open: to set one up, and to leave."""
SEEN_EVERY = timedelta(minutes=1)
_REMEMBERED = 10_000


class RequireSecondFactor:
    """An officer without a second factor is sent to set one up, and reaches nothing else until that is done."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, which ``process_view`` may have replaced."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Where to go instead, or nothing."""
        if is_waived() or not request.user.is_authenticated or enters_by_token(request):
            return None
        if passed_second_factor(request):
            return None
        if _is_stale(request):
            logout(request)
            return redirect(settings.LOGIN_URL)
        name = request.resolver_match.view_name if request.resolver_match else ""
        return None if name in REACHED_WITHOUT else redirect(SET_UP)


def _is_stale(request: HttpRequest) -> bool:
    """A session that may only set up: not for long, and not once another session has done it."""
    age = seconds_since_proof(request)
    return age is None or age > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT or has_second_factor(officer_of(request))


class SeenSessions:
    """The list of sessions tells when each was last used: written down once a minute, not at every request."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response
        self._written: dict[str, datetime] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer."""
        if request.user.is_authenticated and not enters_by_token(request):
            self._note(request.session.session_key or "", timezone.now())
        return self._get_response(request)

    def _note(self, key: str, now: datetime) -> None:
        """Each process asks the database once a minute and session, and remembers when it did."""
        if now - self._written.get(key, now - SEEN_EVERY) < SEEN_EVERY:
            return
        if len(self._written) >= _REMEMBERED:
            self._written.clear()
        self._written[key] = now
        sessions = UserSession.objects.filter(session_key=key)
        sessions.filter(last_seen_at__lt=now - SEEN_EVERY).update(last_seen_at=now)
