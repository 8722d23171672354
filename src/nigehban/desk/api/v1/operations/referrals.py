"""Referrals in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja.responses import Status

from nigehban.desk.api.entering import token_of
from nigehban.desk.api.intake import take_in
from nigehban.desk.api.models import Outcome
from nigehban.desk.api.problems import problem
from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.v1.needs import operation
from nigehban.desk.api.v1.schemas.referrals import Taken

_BYTES = {"schema": {"type": "string", "format": "binary"}}
_KINDS = ("application/json", "application/xml", "application/zip", "application/octet-stream")
_BODY = {"requestBody": {"required": True, "content": dict.fromkeys(_KINDS, _BYTES)}}


@operation(
    "POST",
    "/referrals",
    Scope.REFERRALS_WRITE,
    Taken,
    also={201: Taken},
    summary="Hand in a document",
    extra=_BODY,
)
def hand_in(request: HttpRequest) -> Status[dict[str, Any]] | HttpResponseBase:
    """One document, or a ZIP of documents, as the body. It is sealed before it is read.

    201: stored. 200: the same bytes were known; nothing was added. 422: in quarantine, with the reason.
    """
    came = take_in(token_of(request), request)
    refused = [{"path": one.path, "reason": one.reason} for one in came.refused]
    if came.outcome is Outcome.QUARANTINED:
        errors = [{"where": one["path"], "says": one["reason"]} for one in refused]
        return problem(422, "quarantined", came.refused[0].reason, errors=errors)
    told = {"outcome": came.outcome.value, "sha256": came.sha256, "referrals": came.referrals, "refused": refused}
    return Status(201 if came.outcome is Outcome.STORED else 200, told)
