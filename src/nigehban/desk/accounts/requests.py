"""Who asks."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from nigehban.desk.accounts.models import Officer


def officer_of(request: HttpRequest) -> Officer:
    """The officer who is logged in; every page but the login and the health check has one (``settings.MIDDLEWARE``)."""
    return cast("Officer", request.user)
