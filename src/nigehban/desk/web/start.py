"""Where an officer begins: the first section of the bar that opens, by role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import ANY_OFFICER, policy
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.web.navigation import sections_for


@policy(ANY_OFFICER)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To the officer's own first page; to the account of one who has no role yet."""
    first = next(sections_for(officer_of(request)), None)
    return redirect(first.url if first is not None else "mfa_index")
