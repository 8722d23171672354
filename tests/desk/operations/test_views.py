"""The screens of operations."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from tests.desk.officers import officer_with
from tests.desk.operations.made import a_suspect, a_target, a_warrant, an_operation, head

from nigehban.desk.access.models import RecordKind
from nigehban.desk.access.roles import Role
from nigehban.desk.access.use_cases import add_member
from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.models import Read
from nigehban.desk.operations.board import board_of
from nigehban.desk.operations.models import Conflict, Operation, OperationState, What
from nigehban.desk.operations.use_cases import Subject

pytestmark = pytest.mark.django_db


def desk_of(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def local(**ago: float) -> str:
    return timezone.localtime(timezone.now() - timedelta(**ago)).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def operation() -> Operation:
    return an_operation("ISB", "KHI", state=OperationState.RUNNING)


@pytest.fixture
def desk(operation: Operation) -> Client:
    return desk_of(operation.lead)


def at(name: str, *parts: object) -> str:
    return reverse(f"operations:{name}", args=parts)


def test_an_operation_is_planned_and_stands_in_the_list_of_who_sees_it():
    lead = head("ISB")
    sent = {
        "code": "Blue Lamp", "purpose": "Searches.", "legal_basis": "PECA 33", "starts_at": local(hours=-9),
        "circles": ["ISB", "KHI"],
    }  # fmt: skip
    answer = desk_of(lead).post(at("plan"), sent)
    made = Operation.objects.get()
    assert answer.headers["Location"] == at("operation", made.pk)
    assert "Blue Lamp" in desk_of(head("KHI")).get(at("list")).content.decode()
    assert "Blue Lamp" not in desk_of(head("LHR")).get(at("list")).content.decode()
    assert desk_of(head("LHR")).get(at("operation", made.pk)).status_code == 404


def test_a_target_a_warrant_a_team_and_a_member_are_added(desk, operation):
    party = a_suspect(operation.lead)
    target = {"circle": "ISB", "case": party.case.number, "accused": party.pseudonym, "priority": 1}
    assert desk.post(at("add_target", operation.pk), target | {"children_expected": "yes"}).status_code == 409
    plan = {"children_expected": "yes", "safeguarding_plan": "A woman officer stays with them."}
    assert desk.post(at("add_target", operation.pk), target | plan).status_code == 302
    found = operation.targets.get()
    warrant = {
        "number": "W-1",
        "court": "Sessions",
        "issued_on": "2026-01-01",
        "address": "Street 1",
        "target": found.pk,
    }
    assert desk.post(at("add_warrant", operation.pk), warrant).status_code == 302
    assert desk.post(at("add_warrant", operation.pk), warrant).status_code == 409
    other = officer_with(Role.INVESTIGATING_OFFICER, unit="ISB")
    team = {"circle": "ISB", "name": "Team 1", "officers": other.service_number, "woman_present": "no"}
    assert desk.post(at("add_team", operation.pk), team).status_code == 302
    page = desk_of(other).get(at("operation", operation.pk)).content.decode()
    for shown in ("T1", "Street 1", "No woman officer.", "expected"):
        assert shown in page
    member = {"officer": "nobody-here", "reason": "Helps."}
    assert desk.post(at("add_member", operation.pk), member).status_code == 422


def test_each_kind_of_result_is_recorded_and_the_board_follows(desk, operation):
    target = a_target(operation)
    warrant = a_warrant(operation)
    place = {"target": target.pk, "circle": "ISB", "at": local(hours=1), "province": "IS", "city": "Islamabad"}
    items = {"exhibit": "EX-1", "phone": 2, "storage": 1, "listed": "on", "copy_given": "on", "witnesses": 2}
    sent = {
        "search": {"warrant": warrant.pk, "came": "case"},
        "arrest": {"kind": "csam", "grounds_told": "yes"},
        "seizure": items | {"warrant": warrant.pk},
        "child": {"reference": "Child A"},
    }
    for kind, more in sent.items():
        assert desk.post(at("record", operation.pk, kind), place | more).status_code == 302
    board = board_of(operation)
    assert [board.total(what) for what in What] == [1, 1, 2, 0, 1, 0, 0, 1]
    fragment = desk.get(at("board", operation.pk), headers={"HX-Request": "true"}).content.decode()
    assert "<h1>" not in fragment
    assert "<tfoot>" in fragment
    result = operation.results.order_by("pk")[2]
    assert desk.post(at("withdraw", operation.pk, result.pk), {"reason": "Twice."}).status_code == 302
    assert board_of(operation).total(What.PHONE) == 0
    assert "withdrawn" in desk.get(at("board", operation.pk)).content.decode()


@pytest.mark.parametrize("kind", ["search", "seizure"])
def test_without_a_warrant_the_page_says_which_section_asks_for_one(desk, operation, kind):
    target = a_target(operation)
    sent = {
        "target": target.pk, "circle": "ISB", "at": local(hours=1), "province": "IS", "city": "Islamabad",
        "came": "case", "exhibit": "EX-1", "phone": 2, "witnesses": 2,
    }  # fmt: skip
    answer = desk.post(at("record", operation.pk, kind), sent)
    assert answer.status_code == 409
    assert "PECA 33" in answer.content.decode()


def test_a_conflict_shows_whom_to_call_and_nothing_of_the_other_side():
    one, other = an_operation("ISB"), an_operation("KHI")
    Operation.objects.filter(pk=other.pk).update(code="Green Lantern")
    subject = Subject(lead="L-1")
    a_target(one, subject=subject)
    a_target(other, subject=subject)
    desk, conflict = desk_of(one.lead), Conflict.objects.get()
    assert 'class="new"' in desk.get(at("notices")).content.decode()
    page = desk.get(at("conflict", conflict.pk)).content.decode()
    assert str(other.lead) in page
    assert "Green Lantern" not in page
    assert 'class="new"' not in desk.get(at("notices")).content.decode()
    desk.post(at("advance", one.pk), {"version": 1})
    told = desk.post(at("advance", one.pk), {"version": 2}, follow=True).content.decode()
    assert "Both sides acknowledge" in told
    for officer in (one.lead, other.lead):
        assert desk_of(officer).post(at("acknowledge", conflict.pk), {"sent": ""}).status_code == 302
    assert desk.post(at("acknowledge", conflict.pk), {"sent": ""}).status_code == 409
    desk.post(at("advance", one.pk), {"version": 2})
    one.refresh_from_db()
    assert one.state == OperationState.RUNNING
    assert desk_of(head("LHR")).get(at("conflict", conflict.pk)).status_code == 404


def test_the_briefing_is_a_page_and_a_pdf_with_the_address_for_members_alone(operation, tmp_path):
    target = a_target(operation, children_expected=True, safeguarding_plan="A woman officer stays with them.")
    a_warrant(operation, target)
    desk, khi = desk_of(operation.lead), head("KHI")
    assert "Invented street 1" in desk.get(at("briefing", operation.pk)).content.decode()
    assert "Invented street 1" not in desk_of(khi).get(at("briefing", operation.pk)).content.decode()
    answer = desk.get(at("briefing_pdf", operation.pk))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    (tmp_path / "sheet.pdf").write_bytes(answer.content)
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "sheet.pdf").pages)
    assert "A woman officer stays with them." in " ".join(text.split())
    assert Read.objects.filter(kind="operation", record=str(operation.pk)).count() >= 2


def test_the_list_is_read_by_key_without_counting_and_with_few_queries():
    lead = head("ISB")
    for _ in range(3):
        an_operation("ISB", lead=lead)
    desk = desk_of(lead)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        desk.get(at("list"))
    statements = [query["sql"].upper() for query in asked.captured_queries]
    assert not [one for one in statements if "OFFSET" in one or "COUNT(*)" in one]
    assert len(statements) < 20


def test_who_may_not_run_the_operation_changes_nothing(operation):
    officer = officer_with(Role.INVESTIGATING_OFFICER, unit="ISB")
    add_member(None, officer, RecordKind.OPERATION, operation.pk, reason="Goes along.")
    desk = desk_of(officer)
    assert desk.post(at("advance", operation.pk), {"version": 1}).status_code == 403
    assert desk.get(at("plan")).status_code == 403
