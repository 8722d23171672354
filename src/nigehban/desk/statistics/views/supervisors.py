"""The supervisors' home."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.statistics.computing import database_now
from nigehban.desk.statistics.panels import panels


@policy(Permission.SUPERVISE)
@require_safe
def supervisors(request: HttpRequest) -> HttpResponse:
    """Backlog, imports, workload, leases: what is wrong stands first."""
    now = database_now()
    context = {"section": "statistics", "panels": panels(officer_of(request), now), "now": now}
    return render(request, "statistics/supervisors.html", context)
