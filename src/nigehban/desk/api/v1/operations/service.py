"""The service itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from nigehban import __version__
from nigehban.desk.api.entering import token_of
from nigehban.desk.api.v1.needs import operation
from nigehban.desk.api.v1.schemas.service import Health, TokenOut
from nigehban.desk.leads.selectors import list_length


@operation("GET", "/health", None, Health, summary="Whether the desk works, and its version")
def health(request: HttpRequest) -> dict[str, Any]:
    """For any token; without one, ``/health/`` answers."""
    del request
    return {"status": "ok", "version": __version__, "leads": list_length()}


@operation("GET", "/token", None, TokenOut, summary="What this token is good for")
def token(request: HttpRequest) -> dict[str, Any]:
    """The token that asks: for whom it acts, its scopes, its end."""
    one = token_of(request)
    told = {name: getattr(one, name) for name in ("name", "scopes", "per_minute", "expires_at")}
    return told | {"acts_for": str(one.officer)}
