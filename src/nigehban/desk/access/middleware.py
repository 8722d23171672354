"""Each request is one transaction in the name of its officer, and each page says whom it lets in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any
from uuid import uuid4

import structlog
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.policies import admits, policy_of
from nigehban.desk.access.standing import keep_standing
from nigehban.desk.accounts.models import Officer
from nigehban.desk.per_request import one_page

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_log = structlog.get_logger("nigehban.desk.access")
_RETRY_SECONDS = "5"
_READS = frozenset({"GET", "HEAD"})


class ActAsOfficer:
    """What a request did is kept whole or not at all: an answer of 500 and above takes it back."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer; while the database is away, a page that says so."""
        request.number = uuid4()  # type: ignore[attr-defined]
        try:
            with one_page() if request.method in _READS else nullcontext():
                return self._answer(request)
        except (OperationalError, InterfaceError) as error:
            return database_away(error)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        officer = _officer(request)
        with acting_as(officer, request=request.number, reads=request.method in _READS):  # type: ignore[attr-defined]
            if officer is not None:
                keep_standing(officer)
            response = self._get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Refuse a view that names no policy, and an officer whom its policy does not admit."""
        asked = policy_of(view)
        if asked is None:
            _log.error("view without a policy", view=getattr(view, "__qualname__", repr(view)))
            raise PermissionDenied(_("This page does not say who may see it."))
        officer = _officer(request)
        if admits(asked, officer):
            return None
        if officer is None:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied(_("None of your roles opens this page."))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Refusals of use cases become 403; a database that went away becomes 503."""
        if isinstance(error, NotPermittedError):
            return render(request, "403.html", {"exception": str(error)}, status=403)
        if isinstance(error, OperationalError | InterfaceError):
            return database_away(error)
        return None


def _officer(request: HttpRequest) -> Officer | None:
    return request.user if isinstance(request.user, Officer) else None


def database_away(error: Exception) -> HttpResponse:
    """A page that says that the database is away, and when to ask again."""
    _log.warning("database away", problem=str(error).splitlines()[0] if str(error) else type(error).__name__)
    response = render(None, "503.html", status=503)
    response.headers["Retry-After"] = _RETRY_SECONDS
    return response
