"""Addresses of the agency's directory; imported only where it is configured."""

from __future__ import annotations

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import PUBLIC, policy
from nigehban.desk.accounts.views.entering import back_to_login
from nigehban.desk.directory import PROVIDER


class Asked(OpenIDConnectOAuth2Adapter):
    """What counts is what the directory answers when the desk itself asks it, never what a browser brought along."""

    def _decode_id_token(self, *_what: object) -> dict[str, object]:
        return {}


@policy(PUBLIC)
@login_not_required
def enter(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To the directory."""
    return _view(OAuth2LoginView, request, provider_id)


@policy(PUBLIC)
@login_not_required
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from it, and on to the second factor."""
    return _view(OAuth2CallbackView, request, provider_id)


def _view(view: type[OAuth2LoginView | OAuth2CallbackView], request: HttpRequest, provider: str) -> HttpResponseBase:
    if provider != PROVIDER:
        raise Http404(_("There is one directory."))
    answer: HttpResponseBase = view.adapter_view(Asked(request, provider))(request)  # type: ignore[no-untyped-call]
    return answer


directory_urls = [
    path("login/by/<str:provider_id>/", enter, name="openid_connect_login"),
    path("login/by/<str:provider_id>/back/", come_back, name="openid_connect_callback"),
    path("login/cancelled/", back_to_login, name="socialaccount_login_cancelled"),
    path("login/failed/", back_to_login, name="socialaccount_login_error"),
]
