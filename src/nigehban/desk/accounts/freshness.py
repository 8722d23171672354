"""Grave acts ask again who is there, when the last proof is older than ten minutes.

``recently_authenticated`` stands on the views of such acts. Where the proof is too old, the officer confirms with
password, code or passkey, and the act that was sent goes on by itself: nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from nigehban.desk.accounts.second_factor import is_waived, seconds_since_proof

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]


def recently_authenticated(view: View[Given]) -> View[Given]:
    """A view that is reached only by an officer who proved to be there within the last ten minutes."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        if request.headers.get("HX-Request"):
            return _whole_page(request)
        raise ReauthenticationRequired

    return guarded


def is_fresh(request: HttpRequest) -> bool:
    """Whether the last proof is young enough for a grave act."""
    age = seconds_since_proof(request)
    return is_waived() or (age is not None and age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


def _whole_page(request: HttpRequest) -> HttpResponse:
    """A fragment can not ask: the browser is sent to the page that does, and back to where it was."""
    here = urlsplit(request.headers.get("HX-Current-URL", "/"))._replace(scheme="", netloc="")
    method = get_adapter().get_reauthentication_methods(request.user)[0]
    return HttpResponse(headers={"HX-Redirect": f"{method['url']}?{urlencode({'next': here.geturl()})}"})
