"""Who asks."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from nigehban.desk.accounts.models import Officer


def officer_of(request: HttpRequest) -> Officer:
    """The officer who is logged in; every page but the login and the health check has one (``settings.MIDDLEWARE``)."""
    return cast("Officer", request.user)


def enters_by_token(request: HttpRequest) -> bool:
    """Whether a program asks in an officer's name (``nigehban.desk.api``): it has no session and no second factor."""
    return getattr(request, "api_token", None) is not None
