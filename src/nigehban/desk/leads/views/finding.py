"""Everything about what an officer pastes."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.web.finding import MOST, Found, everything_about

_LONGEST = 600


class Group(NamedTuple):
    """Things of one sort that are shown, and whether there are more of them."""

    sort: str
    found: list[Found]
    more: bool


@policy(Permission.SEE_LEADS)
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Go to the one thing that has this number; else list all that was found, by sort."""
    sought = request.GET.get("number", "").strip()[:_LONGEST]
    if not sought:
        return redirect("leads:list")
    found = everything_about(officer_of(request), sought)
    exact = {one.href for one in found if one.exact}
    if len(exact) == 1:
        return redirect(exact.pop())
    context = {"section": "leads", "sought": sought, "groups": _groups(found)}
    return render(request, "leads/found.html", context, status=200 if found else 404)


def _groups(found: list[Found]) -> list[Group]:
    by_sort = ((sort, list(some)) for sort, some in groupby(found, key=lambda one: str(one.sort)))
    return [Group(sort, some[:MOST], len(some) > MOST or any(one.partial for one in some)) for sort, some in by_sort]
