"""A request is one transaction in its officer's name, and a page that does not say whom it lets in lets in nobody."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from tests.desk.officers import officer_with

from nigehban.desk.access.middleware import ActAsOfficer
from nigehban.desk.access.policies import ANY_OFFICER, admits, policy, policy_of
from nigehban.desk.access.roles import Permission, Role
from nigehban.desk.accounts.models import Officer

pytestmark = pytest.mark.django_db


def a_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("shown")


def asked_of(officer: Officer, answer: HttpResponse | Exception) -> HttpResponse:
    def respond(request: HttpRequest) -> HttpResponse:
        Officer.objects.filter(pk=officer.pk).update(first_name="Changed")
        if isinstance(answer, Exception):
            raise answer
        return answer

    request = RequestFactory().get("/")
    request.user = officer
    return ActAsOfficer(respond)(request)


def test_a_view_without_a_policy_is_refused_to_everybody() -> None:
    request = RequestFactory().get("/")
    request.user = officer_with(*Role)
    with pytest.raises(PermissionDenied, match="does not say"):
        ActAsOfficer(lambda _request: HttpResponse()).process_view(request, a_view, (), {})


def test_a_policy_admits_who_has_one_of_its_permissions() -> None:
    asked = policy_of(policy(Permission.READ_AUDIT, Permission.SUPERVISE)(a_view))
    assert admits(asked, officer_with(Role.AUDITOR))
    assert admits(asked, officer_with(Role.SUPERVISOR, unit="KHI"))
    assert not admits(asked, officer_with(Role.INVESTIGATING_OFFICER))
    assert not admits(asked, None)
    assert admits(ANY_OFFICER, officer_with())


def test_an_officer_who_left_is_admitted_nowhere() -> None:
    officer = officer_with(Role.DIRECTOR)
    officer.is_active = False
    assert not admits(ANY_OFFICER, officer)
    assert not admits(Permission.SEE_CASES, officer)


def test_what_a_failed_request_did_is_taken_back() -> None:
    officer = officer_with()
    assert asked_of(officer, HttpResponse(status=500)).status_code == 500
    officer.refresh_from_db()
    assert officer.first_name == ""
    asked_of(officer, HttpResponse(status=409))
    officer.refresh_from_db()
    assert officer.first_name == "Changed"


def test_a_database_that_goes_away_is_told_and_nothing_is_half_done() -> None:
    officer = officer_with()
    answer = asked_of(officer, OperationalError("server closed the connection"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "send it again" in answer.content.decode()
    officer.refresh_from_db()
    assert officer.first_name == ""


def test_an_officer_without_a_role_is_refused_in_words(client: Client) -> None:
    client.force_login(officer_with())
    answer = client.get("/")
    assert answer.status_code == 403
    assert "None of your roles" in answer.content.decode()
