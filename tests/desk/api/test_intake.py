"""A document that a program hands in is sealed, read and stored once, or lies in quarantine with the reason."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from io import BytesIO

import pytest
from django.db import connection
from tests.desk.officers import officer_with
from tests.formats.samples import encode, report

from nigehban.desk.access.roles import Role
from nigehban.desk.api import intake
from nigehban.desk.api.models import Outcome, Receipt
from nigehban.desk.api.scopes import Scope
from nigehban.desk.home import home, vault_folder
from nigehban.desk.referrals.models import Load, Quarantine, Referral, SourceDocument
from nigehban.vault import open_vault

from .programs import Program

pytestmark = pytest.mark.django_db
DOCUMENT = encode(report() | {"reportId": 770001})


@pytest.fixture
def program() -> Program:
    return Program(officer_with(Role.REGISTER_KEEPER), Scope.REFERRALS_WRITE)


def zipped(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_document_is_sealed_and_stored_and_the_second_time_known(program: Program) -> None:
    answer = program.post("/referrals", DOCUMENT)
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert told["sha256"] == sha256(DOCUMENT).hexdigest()
    assert told["referrals"] == [row.label for row in Referral.objects.all()] != []
    assert open_vault(vault_folder()).open(told["sha256"]) == DOCUMENT
    again = program.post("/referrals", DOCUMENT)
    assert (again.status_code, again.json()["outcome"]) == (200, "known")
    assert again.json()["referrals"] == told["referrals"]
    assert (SourceDocument.objects.count(), Referral.objects.count()) == (1, len(told["referrals"]))
    assert [one.outcome for one in Receipt.objects.order_by("id")] == [Outcome.STORED, Outcome.KNOWN]
    assert list((home() / "incoming").iterdir()) == []


def test_what_cannot_be_read_is_refused_with_the_reason_each_time(program: Program) -> None:
    answers = [program.post("/referrals", b'{"reportId": ') for _ in range(2)]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["type"] == "urn:nigehban:problem:quarantined"
    assert answers[0].json()["detail"] == Quarantine.objects.get().reason
    assert str(home()) not in answers[0].content.decode()


def test_of_a_zip_the_good_is_stored_and_the_bad_named(program: Program) -> None:
    body = zipped(**{"a.json": encode(report() | {"reportId": 770002}), "b.json": b"{"})
    answer = program.post("/referrals", body, content_type="application/zip")
    assert answer.status_code == 201, answer.content
    assert [one["path"] for one in answer.json()["refused"]] == ["b.json"]
    assert len(answer.json()["referrals"]) >= 1
    assert program.post("/referrals", body).status_code == 200


def test_an_empty_body_is_refused(program: Program) -> None:
    assert program.post("/referrals", b"").status_code == 422


def test_a_body_that_is_too_large_is_refused_unread(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_BYTES", 1000)
    answer = program.post("/referrals", b" " * 1001)
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:nigehban:problem:too-large")
    assert not Load.objects.exists()
    assert list((home() / "incoming").iterdir()) == []


def test_what_a_killed_server_left_unsealed_is_removed(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    left = home() / "incoming" / ".left"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(DOCUMENT)
    program.post("/referrals", b"")
    assert left.exists()
    monkeypatch.setattr(intake, "_LEFT_SECONDS", -1)
    program.post("/referrals", b"")
    assert not left.exists()


def test_a_receipt_is_not_rewritten(program: Program) -> None:
    program.post("/referrals", b"")
    with pytest.raises(Exception, match="added only"), connection.cursor() as cursor:
        cursor.execute("UPDATE api_receipt SET size = 7")
