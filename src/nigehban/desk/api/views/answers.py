"""What the pages of programs share: an act of one button, and a form whose secret is shown once."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.freshness import recently_authenticated
from nigehban.desk.api.errors import ApiError


def act(back: str) -> Callable[[Callable[[HttpRequest, int], str]], Callable[..., HttpResponseBase]]:
    """A view of one act by a record's number: its words, or its refusal, become a message on the page ``back``."""

    def made(done: Callable[[HttpRequest, int], str]) -> Callable[..., HttpResponseBase]:
        @policy(Permission.MANAGE_ACCOUNTS)
        @require_POST
        @recently_authenticated
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            try:
                messages.success(request, done(request, pk))
            except ApiError as error:
                messages.error(request, str(error))
            return redirect(back)

        return view

    return made
