"""Looks at personal data stand in a chain that the database makes and that nobody can change unseen."""

from __future__ import annotations

import json
from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from tests.desk.officers import officer_with

from nigehban.desk.access.acting import acting_as
from nigehban.desk.audit.chain import GENESIS
from nigehban.desk.audit.models import Read
from nigehban.desk.audit.reads import LogReads, note_read

pytestmark = pytest.mark.django_db


def look(record: str, reason: str = "") -> Read:
    row = Read(id=0, officer=officer_with(), kind="case", record=record, reason=reason, request=uuid4())
    row.save(force_insert=True)
    return Read.objects.order_by("-id")[0]


def test_rows_are_numbered_without_a_gap_and_chained() -> None:
    rows = [look("1"), look("2", 'quotes " and \\ and نگہبان\n\x01'), look("3")]
    assert [row.id for row in rows] == list(range(rows[0].id, rows[0].id + 3))
    assert rows[0].previous == GENESIS
    for row, before in zip(rows[1:], rows, strict=False):
        assert row.previous == before.digest
        fields = [str(row.id), row.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), str(row.officer_id), row.kind, row.record]
        text = json.dumps([*fields, row.reason, str(row.request), row.previous], ensure_ascii=False)
        assert row.digest == sha256(text.encode()).hexdigest()


def test_a_row_is_neither_changed_nor_removed() -> None:
    look("1")
    with pytest.raises(IntegrityError, match="added only"), transaction.atomic():
        Read.objects.update(reason="Another reason.")
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic(), acting_as(officer_with()):
        Read.objects.all().delete()


def test_the_number_and_the_digest_that_a_writer_states_count_for_nothing() -> None:
    first = look("1")
    row = Read(id=900, officer=officer_with(), kind="case", record="2", request=uuid4(), previous="x", digest="y")
    row.save(force_insert=True)
    kept = Read.objects.get(record="2")
    assert (kept.id, kept.previous) == (first.id + 1, first.digest)


@pytest.mark.parametrize(
    ("status", "shown"),
    [(200, 1), (400, 1), (409, 1), (422, 1), (401, 0), (403, 0), (404, 0), (500, 0), (503, 0)],
)
def test_a_page_that_comes_back_with_what_was_wrong_is_logged_and_a_refusal_is_not(status: int, shown: int) -> None:
    def respond(request: HttpRequest) -> HttpResponse:
        note_read(request, "lead", "L-1")
        return HttpResponse(status=status)

    request = RequestFactory().post("/")
    request.user, request.number = officer_with(), uuid4()
    LogReads(respond)(request)
    assert Read.objects.filter(record="L-1").count() == shown
