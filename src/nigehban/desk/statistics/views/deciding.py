"""Officers prepare, approve, refuse and publish. What leaves the unit asks again who is there."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.freshness import recently_authenticated
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.statistics.asking import read_asked
from nigehban.desk.statistics.errors import NoReasonError, StatisticsError
from nigehban.desk.statistics.models import Issue
from nigehban.desk.statistics.use_cases import approve_issue, prepare_issue, publish_issue, refuse_issue
from nigehban.desk.statistics.views.answers import asked_rightly, found_issue
from nigehban.desk.statistics.views.issues import show_issue


@policy(Permission.ISSUE_STATISTICS)
@require_POST
@asked_rightly
def prepare(request: HttpRequest, product_id: str) -> HttpResponse:
    """Keep a product of some days as it is now."""
    asked = read_asked(product_id, request.POST)
    issue = prepare_issue(officer_of(request), asked.product, asked.within)
    messages.success(request, _("Prepared. Another officer has to approve it."))
    return redirect("statistics:issue", issue.pk)


@policy(Permission.ISSUE_STATISTICS)
@require_POST
@recently_authenticated
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Approve what was seen."""
    seen = request.POST.get("digest", "")
    return _decided(request, number, lambda issue: approve_issue(officer_of(request), issue, seen), _("Approved."))


@policy(Permission.ISSUE_STATISTICS)
@require_POST
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Refuse it, with a reason."""
    reason = request.POST.get("reason", "")
    return _decided(request, number, lambda issue: refuse_issue(officer_of(request), issue, reason), _("Refused."))


@policy(Permission.ISSUE_STATISTICS)
@require_POST
@recently_authenticated
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Publish what all have approved."""
    return _decided(request, number, lambda issue: publish_issue(officer_of(request), issue), _("Published."))


def _decided(request: HttpRequest, number: int, decide: Callable[[Issue], object], done: str) -> HttpResponse:
    """Back to the issue: with what was done, or with what kept it from being done."""
    issue = found_issue(number)
    try:
        decide(issue)
    except StatisticsError as error:
        return show_issue(request, issue, str(error), status=422 if isinstance(error, NoReasonError) else 409)
    messages.success(request, done)
    return redirect("statistics:issue", number)
