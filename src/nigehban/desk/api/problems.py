"""Refusals as JSON problem details (RFC 9457): the same shape for every one, whoever refused."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.http.response import HttpResponseBase

MEDIA = "application/problem+json"
_URN = "urn:nigehban:problem:"
_DETAILS = {
    400: "The request cannot be understood as it is.",
    401: "Send a token that holds: Authorization: Bearer ….",
    403: "The officer for whom this token acts may not do this.",
    404: "There is nothing here that you can see.",
    405: "This address does not know that method.",
    413: "The body is larger than this address takes.",
    500: "Something failed here; nothing was changed. Try again later, and tell those who run the desk.",
    503: "The desk cannot answer now. Try again in some seconds.",
}
_KEPT = ("Allow", "Retry-After", "WWW-Authenticate")
_CONFIRM = frozenset({302, 303, 307})


def problem(
    status: int, code: str = "", detail: str = "", *, errors: object = None, headers: Mapping[str, str] | None = None
) -> JsonResponse:
    """A refusal. ``code`` is stable and for programs, ``detail`` a sentence for people."""
    title = HTTPStatus(status).phrase
    told: dict[str, Any] = {
        "type": _URN + (code or title.lower().replace(" ", "-")),
        "title": title,
        "status": status,
        "detail": detail or _DETAILS.get(status, title),
    }
    if errors is not None:
        told["errors"] = errors
    return JsonResponse(told, status=status, content_type=MEDIA, headers=dict(headers or {}))


def as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """What a page would have answered, for a program: no HTML, and no way to a login."""
    status = 401 if response.status_code in _CONFIRM else response.status_code
    if status < 400 or response.headers.get("Content-Type", "").startswith(MEDIA):
        return response
    kept = {name: response.headers[name] for name in _KEPT if name in response.headers}
    return problem(status, headers=kept)
