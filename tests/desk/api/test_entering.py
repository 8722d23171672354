"""A program enters by a token that holds, and by nothing else; every refusal is a problem, none a login page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.api.models import ApiToken, ApiUse
from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.use_cases import revoke_token
from nigehban.desk.audit.models import Read

from .programs import API, Program, administrator

pytestmark = pytest.mark.django_db


def problem_of(answer, status: int) -> dict[str, object]:
    """The refusal, which must look as every refusal does."""
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["type"].startswith("urn:nigehban:problem:")
    return told


@pytest.fixture
def program() -> Program:
    return Program(officer_with(Role.TRIAGE_ANALYST))


def test_a_token_that_holds_opens_the_list_of_its_officer(program: Program) -> None:
    replace_list([lead_row(1)])
    answer = program.get("/leads")
    assert answer.status_code == 200
    assert [lead["id"] for lead in answer.json()["items"]] == ["L1"]


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer ngb_guessed", "Basic eDp5", "Bearer \x00", "bearer é"])
def test_without_a_token_that_holds_nothing_opens(client: Client, sent: str) -> None:
    answer = client.get(f"{API}/leads", headers={"authorization": sent} if sent else {})
    problem_of(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_opens_the_description_and_no_operation(client: Client) -> None:
    client.force_login(officer_with(Role.DIRECTOR))
    assert client.get(f"{API}/openapi.json").json()["openapi"] == "3.1.0"
    problem_of(client.get(f"{API}/leads"), 401)


def test_a_stranger_does_not_read_the_description(client: Client) -> None:
    problem_of(client.get(f"{API}/openapi.json"), 401)


def test_a_revoked_token_opens_nothing(program: Program) -> None:
    revoke_token(administrator(), program.token)
    assert "revoked" in str(problem_of(program.get("/health"), 401)["detail"])


def test_a_token_whose_time_is_over_opens_nothing(program: Program) -> None:
    made = timezone.now() - timedelta(days=3)
    ApiToken.objects.filter(pk=program.token.pk).update(made_at=made, expires_at=made + timedelta(days=1))
    assert "over" in str(problem_of(program.get("/health"), 401)["detail"])


def test_a_token_ends_with_the_account_of_its_officer(program: Program) -> None:
    Officer.objects.filter(pk=program.officer.pk).update(is_active=False)
    problem_of(program.get("/health"), 401)


def test_a_token_can_not_be_kept_for_longer_than_a_year(program: Program) -> None:
    with pytest.raises(IntegrityError, match="apitoken_span"), transaction.atomic():
        ApiToken.objects.filter(pk=program.token.pk).update(expires_at=timezone.now() + timedelta(days=400))


def test_a_token_is_refused_what_it_was_not_made_for() -> None:
    program = Program(officer_with(Role.SUPERVISOR), Scope.STATISTICS_READ)
    told = problem_of(program.get("/leads"), 403)
    assert told["type"] == "urn:nigehban:problem:scope"


def test_a_token_is_refused_what_its_officer_may_not(program: Program) -> None:
    problem_of(program.get("/cases"), 403)


def test_the_request_above_the_limit_waits_for_the_next_minute() -> None:
    program = Program(officer_with(Role.TRIAGE_ANALYST), per_minute=2)
    answers = [program.get("/health") for _ in range(4)]
    if ApiUse.objects.get().requests == 4:  # not when the minute ended meanwhile
        assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
        assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
        problem_of(answers[-1], 429)


def test_the_use_of_one_token_does_not_count_for_another() -> None:
    first, second = (Program(officer_with(Role.TRIAGE_ANALYST), per_minute=1) for _ in range(2))
    assert [first.get("/health").status_code, second.get("/health").status_code] == [200, 200]


def test_a_look_at_a_lead_is_logged_in_the_officers_name_with_the_token(program: Program) -> None:
    replace_list([lead_row(1)])
    assert program.get("/leads/L1").status_code == 200
    look = Read.objects.get()
    assert (look.officer, look.kind, look.record) == (program.officer, "lead", "L1")
    assert look.reason == f"API token {program.token.pk}"


@pytest.mark.parametrize("address", ["/nothing", "/leads/L1/nothing", "/cases/PK%00", "/", ""])
def test_an_address_that_is_none_is_a_problem_too(program: Program, address: str) -> None:
    answer = program.get(address)
    assert answer.status_code in {400, 404}
    problem_of(answer, answer.status_code)


def test_a_method_that_is_none_is_a_problem_too(program: Program) -> None:
    answer = program.post("/leads", b"{}")
    problem_of(answer, 405)
    assert answer.headers["Allow"] == "GET"


def test_what_a_program_asks_leaves_no_session(program: Program) -> None:
    assert program.get("/health").cookies == {}
