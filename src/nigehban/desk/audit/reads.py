"""Reads of personal data: noted while a page is made, logged before it leaves.

A page is shown only when its reads are in the log: the log is written in a transaction of its own, after the page's
and before the answer, so that no officer waits for another's page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.db import connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from nigehban.desk.accounts.requests import officer_of

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_ATTRIBUTE = "reads_noted"
_SHOW_NOTHING = (401, 403, 404)
_LOOK = """
INSERT INTO audit_read (id, officer_id, kind, record, reason, request, previous, digest)
VALUES (0, %s, %s, %s, %s, %s, '', '')
"""
"""The database numbers and chains the row."""


class Noted(NamedTuple):
    """A read that is not in the log yet."""

    kind: str
    record: str
    reason: str


def note_read(request: HttpRequest, kind: str, record: object, reason: str = "") -> None:
    """This page shows personal data of a record: it goes to the log before the page leaves."""
    noted: list[Noted] = request.__dict__.setdefault(_ATTRIBUTE, [])
    noted.append(Noted(kind, str(record), reason))


class LogReads:
    """Stands around the transaction of the request."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, once its reads are logged. A form sent back with what was wrong shows its page, too."""
        response = self._get_response(request)
        noted: list[Noted] = request.__dict__.get(_ATTRIBUTE, [])
        if noted and response.status_code < 500 and response.status_code not in _SHOW_NOTHING:
            _log(request, noted)
        return response


def _log(request: HttpRequest, noted: list[Noted]) -> None:
    number, officer = request.number, officer_of(request)  # type: ignore[attr-defined]
    with transaction.atomic(), connection.cursor() as cursor:
        for one in dict.fromkeys(noted):
            cursor.execute(_LOOK, [officer.pk, one.kind, one.record, one.reason, number])
