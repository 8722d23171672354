"""Everything about what an officer pastes."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.web.finding import MOST, everything_about

_LONGEST = 600


@policy(Permission.SEE_LEADS)
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Go to the one thing that has this number; else list all that was found, by sort."""
    wanted = request.GET.get("number", "").strip()[:_LONGEST]
    if not wanted:
        return redirect("leads:list")
    found = everything_about(officer_of(request), wanted)
    exact = {one.href for one in found if one.exact}
    if len(exact) == 1:
        return redirect(exact.pop())
    groups = [(sort, list(some)[:MOST]) for sort, some in groupby(found, key=lambda one: str(one.sort))]
    context = {"section": "leads", "wanted": wanted, "groups": groups}
    return render(request, "leads/found.html", context, status=200 if found else 404)
