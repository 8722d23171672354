"""Whatever a program sends, the API answers as its description says and never fails: schemathesis, bounded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.desk.cases.casework import a_case, hours_ago, suspect
from tests.desk.officers import officer_with
from tests.desk.web.world import small_desk

from nigehban.desk.access.roles import Role
from nigehban.desk.api.v1 import operations
from nigehban.desk.api.v1.needs import OPERATIONS
from nigehban.desk.cases.use_cases import record_event

from .programs import API, Program

pytestmark = [pytest.mark.django_db, pytest.mark.volume]
assert operations.__all__  # to import them is to add them
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = {"hand_in": 3, "figures": 8}
USUAL = 12
PHASES = (Phase.explicit, Phase.generate)


@pytest.fixture(autouse=True)
def _the_connection_of_the_test_stays() -> Iterator[None]:
    """The server closes what is in a transaction when a request begins; Django's own test client does as we do here."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def program(desk_home: Path) -> Program:
    """Of an officer who sees things, and may hand in more."""
    small_desk(desk_home)
    officer = officer_with(Role.DIRECTOR, Role.REGISTER_KEEPER)
    case = a_case(officer)
    suspect(case)
    record_event(officer, case, "complaint_registered", hours_ago(2))
    return Program(officer, per_minute=100_000)


@pytest.mark.parametrize("name", list(OPERATIONS))
def test_an_operation_answers_whatever_it_is_sent_as_it_is_described(program: Program, name: str) -> None:
    headers = {"Authorization": f"Bearer {program.secret}"}
    schema = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", WSGIHandler(), headers=headers)
    one = OPERATIONS[name]
    described = schema[f"{API}{one.path}"][one.method]

    @settings(
        max_examples=EXAMPLES.get(name, USUAL), database=None, phases=PHASES, suppress_health_check=list(HealthCheck)
    )
    @given(case=described.as_strategy())
    def asked(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    asked()


HOSTILE = {
    "not text": bytes(range(256)),
    "deep": b"[" * 100_000,
    "a bomb of entities": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><x>&b;</x>',
    "a file of this machine": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>',
    "half a ZIP": b"PK\x03\x04" + b"\xff" * 60,
    "a number without end": b'{"reportId": ' + b"9" * 20_000 + b"}",
    "NUL": b'{"reportId": "\\u0000"}',
    "lone surrogate": b'{"reportId": "\\ud800"}',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_is_taken_or_refused_with_a_reason_and_harms_nothing(program: Program, body: bytes) -> None:
    answer = program.post("/referrals", body, content_type="application/octet-stream")
    assert answer.status_code in {201, 422}, answer.content
    assert answer.status_code == 201 or answer.json()["detail"]
    assert program.get("/health").status_code == 200
