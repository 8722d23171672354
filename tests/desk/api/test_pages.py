"""Administrators let programs in, see what became of notices, and see no case; officers see who acts in their name."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.desk.cases.casework import a_case, investigator
from tests.desk.officers import officer_with

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.api.errors import TokenFormError
from nigehban.desk.api.models import ApiToken, Delivery, Kind, Stand, Subscription
from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.use_cases import make_token, subscribe

from .programs import API, administrator, in_days, token_for

pytestmark = pytest.mark.django_db


def at_desk(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def boss() -> Officer:
    return administrator()


@pytest.fixture
def desk(boss: Officer) -> Client:
    return at_desk(boss)


def said(officer: Officer, **changes: Any) -> dict[str, Any]:
    form = {"name": "exchange", "officer": officer.pk, "reason": "For the exchange of reports.", "per_minute": 60}
    return form | {"scopes": ["leads:read"], "until": f"{in_days(30):%Y-%m-%d}"} | changes


def test_a_token_is_made_shown_once_and_works(desk: Client) -> None:
    officer = officer_with(Role.TRIAGE_ANALYST)
    page = desk.post("/programs/tokens/new/", said(officer))
    secret = re.search(r"ngb_[\w-]{43}", page.content.decode())
    assert secret
    asked = Client(headers={"authorization": f"Bearer {secret[0]}"})
    assert asked.get(f"{API}/leads").status_code == 200
    shown = desk.get("/programs/tokens/").content.decode()
    assert "exchange" in shown
    assert secret[0] not in shown
    token = ApiToken.objects.get()
    assert token.history.get().pgh_context["reason"] == "For the exchange of reports."
    desk.post(f"/programs/tokens/{token.pk}/revoke/")
    assert asked.get(f"{API}/leads").status_code == 401
    assert "revoked" in desk.get("/programs/tokens/").content.decode()


@pytest.mark.parametrize(
    "changes", [{"until": "2020-01-01"}, {"until": f"{in_days(400):%Y-%m-%d}"}, {"scopes": []}, {"reason": " "}]
)
def test_a_token_without_end_scope_or_reason_is_not_made(desk: Client, changes: dict[str, Any]) -> None:
    page = desk.post("/programs/tokens/new/", said(officer_with(), **changes))
    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()
    assert not ApiToken.objects.exists()


def test_nobody_makes_a_token_for_the_own_account(boss: Officer, desk: Client) -> None:
    assert desk.post("/programs/tokens/new/", said(boss)).status_code == 400
    with pytest.raises(TokenFormError):
        make_token(boss, boss, name="x", scopes=[Scope.LEADS_READ], reason="x", expires_at=in_days(1))


def test_an_officer_sees_the_programs_that_act_in_the_own_name_and_no_others() -> None:
    officer = officer_with(Role.TRIAGE_ANALYST)
    token_for(officer, name="own-exchange")
    token_for(officer_with(Role.TRIAGE_ANALYST), name="other-exchange")
    shown = at_desk(officer).get("/programs/").content.decode()
    assert "own-exchange" in shown
    assert "other-exchange" not in shown
    assert "/api/v1/leads" in shown
    with acting_as(officer):
        assert [token.name for token in ApiToken.objects.all()] == ["own-exchange"]
        assert not Subscription.objects.exists()


def test_a_program_is_subscribed_paused_and_resumed(desk: Client) -> None:
    form = said(investigator(), kinds=["case.opened"], url="https://exchange.example/told")
    page = desk.post("/programs/webhooks/new/", form).content.decode()
    assert "Nigehban-Signature" in page
    subscription = Subscription.objects.get()
    desk.post(f"/programs/webhooks/{subscription.pk}/pause/")
    assert "rests" in desk.get("/programs/webhooks/").content.decode()
    desk.post(f"/programs/webhooks/{subscription.pk}/resume/")
    assert Subscription.objects.get().active
    again = desk.post(f"/programs/webhooks/{subscription.pk}/resume/", follow=True)
    assert "Somebody else did that already." in again.content.decode()


def test_an_address_that_is_not_encrypted_is_refused(desk: Client) -> None:
    form = said(investigator(), kinds=["case.opened"], url="http://exchange.example/told")
    page = desk.post("/programs/webhooks/new/", form)
    assert (page.status_code, "HTTPS only" in page.content.decode()) == (400, True)


def test_what_was_given_up_is_shown_without_the_case_and_sent_again(boss: Officer, desk: Client) -> None:
    officer = investigator()
    subscribe(
        boss, officer, name="exchange", url="https://exchange.example/", kinds=[Kind.CASE_OPENED], reason="For tests."
    )
    case = a_case(officer)
    Delivery.objects.update(stand=Stand.DEAD, attempts=9, problem="The answer was 500.")
    page = desk.get("/programs/webhooks/").content.decode()
    assert "The answer was 500." in page
    assert case.number not in page
    desk.post(f"/programs/notices/{Delivery.objects.get().pk}/again/")
    assert Delivery.objects.get().stand == Stand.WAITING
