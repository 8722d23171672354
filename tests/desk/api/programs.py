"""Programs as a test needs them: a token, and requests by it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.api.models import ApiToken
from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.use_cases import make_token

API = "/api/v1"


def administrator() -> Officer:
    return officer_with(Role.ADMINISTRATOR)


def token_for(officer: Officer, *scopes: Scope, **changes: Any) -> tuple[ApiToken, str]:
    """A token of these scopes (all, when none is named) and its secret."""
    said: dict[str, Any] = {"name": "exchange", "reason": "For the test.", "expires_at": in_days(30)} | changes
    return make_token(administrator(), officer, scopes=scopes or list(Scope), **said)


def in_days(days: float) -> Any:
    return timezone.now() + timedelta(days=days)


class Program:
    """Asks by a token."""

    def __init__(self, officer: Officer, *scopes: Scope, **changes: Any) -> None:
        self.officer = officer
        self.token, self.secret = token_for(officer, *scopes, **changes)
        self._client = Client(raise_request_exception=False, headers={"authorization": f"Bearer {self.secret}"})

    def get(self, address: str, **query: Any) -> Any:
        return self._client.get(f"{API}{address}", query)

    def post(self, address: str, body: bytes, **more: Any) -> Any:
        more = {"content_type": "application/json"} | more
        return self._client.post(f"{API}{address}", body, **more)
