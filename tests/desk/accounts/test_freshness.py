"""A grave act asks again who is there, and then goes on with what was sent."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from nigehban.desk.accounts.freshness import recently_authenticated
from nigehban.desk.accounts.models import Officer

from .entering import PASSWORD, code, enter, officer_with_app

pytestmark = pytest.mark.django_db
GRAVE = "/account/recovery-codes/new/"


def age(client: Client, seconds: int) -> None:
    """Let time pass since the officer last proved to be there."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


@pytest.fixture
def inside(client: Client) -> tuple[Client, str]:
    _officer, secret = officer_with_app()
    enter(client, secret)
    return client, secret


def test_who_has_just_entered_is_not_asked(inside: tuple[Client, str]) -> None:
    assert inside[0].get(GRAVE).status_code == 200


def test_after_ten_minutes_the_officer_is_asked_and_the_act_goes_on(inside: tuple[Client, str]) -> None:
    client, _secret = inside
    age(client, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
    asked = client.post(GRAVE)
    assert unquote(asked["Location"]) == f"/account/confirm/?next={GRAVE}"
    assert "Confirm that it is you" in client.get(asked["Location"]).content.decode()
    assert "This is not your password" in client.post(asked["Location"], {"password": "wrong"}).content.decode()
    done = client.post(asked["Location"], {"password": PASSWORD, "next": GRAVE})
    assert done["Location"] == "/account/recovery-codes/"


def test_a_code_confirms_as_well(inside: tuple[Client, str]) -> None:
    client, secret = inside
    age(client, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
    assert client.get(GRAVE).status_code == 302
    answer = client.post(f"/account/confirm/code/?next={GRAVE}", {"code": code(secret, 1)})
    assert answer["Location"] == GRAVE
    assert client.get(GRAVE).status_code == 200


def test_a_view_of_another_app_is_guarded_by_one_word() -> None:
    @recently_authenticated
    def grave(request: HttpRequest) -> HttpResponse:
        return HttpResponse("done")

    officer, _secret = officer_with_app()
    request = _request(officer)
    with pytest.raises(ReauthenticationRequired):
        grave(request)
    fragment = _request(officer, HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://testserver/leads/L1/?x=1")
    assert grave(fragment)["HX-Redirect"] == "/account/confirm/?next=%2Fleads%2FL1%2F%3Fx%3D1"


def _request(officer: Officer, **headers: str) -> HttpRequest:
    request = RequestFactory().post("/", **headers)
    request.user, request.session = officer, Client().session
    request._messages = FallbackStorage(request)
    return request
