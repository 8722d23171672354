"""The deadlines page, and its calendar."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.policies import PUBLIC, may, policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.access.standing import keep_standing
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.cases.calendars import MOST, calendar_of
from nigehban.desk.cases.due import Show, Whose, due_for, lines, lists_of
from nigehban.desk.cases.errors import CaseError
from nigehban.desk.cases.models import CalendarFeed
from nigehban.desk.cases.use_cases.feeds import make_feed, officer_of_feed, revoke_feed
from nigehban.desk.leads.explaining import names_of_units
from nigehban.desk.web.paging import Slice, page_of
from nigehban.jurisdiction.procedure import Weight

PAGE = 50
_ORDER = ("sort_at", "id")


@policy(Permission.SEE_CASES)
@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """What is due, the soonest first."""
    return _show(request)


@policy(Permission.SEE_CASES)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The officer's own deadlines as a calendar."""
    return _calendar(officer_of(request))


@policy(PUBLIC)
@sensitive_variables("secret")
@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The same for a program: the secret says in whose name, and the answer holds what that officer sees now."""
    officer = officer_of_feed(secret)
    if officer is None:
        raise Http404
    with acting_as(officer, request=request.number):  # type: ignore[attr-defined]
        keep_standing(officer)
        if not may(officer, Permission.SEE_CASES):
            raise Http404
        return _calendar(officer)


@policy(Permission.SEE_CASES)
@sensitive_variables("secret")
@require_POST
def new_feed(request: HttpRequest) -> HttpResponse:
    """Make an address for a calendar program; it is shown once."""
    secret = make_feed(officer_of(request))
    return _show(request, request.build_absolute_uri(reverse("cases:feed", args=[secret])))


@policy(Permission.SEE_CASES)
@require_POST
def end_feed(request: HttpRequest, feed: int) -> HttpResponse:
    """Revoke an address."""
    try:
        revoke_feed(officer_of(request), feed)
    except CaseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The address is revoked."))
    return redirect("cases:due")


def _show(request: HttpRequest, address: str = "") -> HttpResponse:
    officer, now = officer_of(request), timezone.now()
    allowed = lists_of(officer)
    whose = next((one for one in allowed if one == request.GET.get("whose")), Whose.MINE)
    show = next((one for one in Show if one == request.GET.get("show")), Show.OPEN)
    weight = next((one.value for one in Weight if one == request.GET.get("weight")), "")
    rows = page_of(due_for(officer, whose, now, weight=weight, show=show), _ORDER, request.GET.get("after"), PAGE)
    context = {
        "section": "due",
        "whose": whose,
        "allowed": allowed,
        "show": show,
        "weight": weight,
        "weights": _weights(),
        "shows": _shows(),
        "page": Slice(lines(rows.rows, now), rows.following),
        "unit_names": names_of_units(),
        "feeds": CalendarFeed.objects.filter(officer=officer, revoked_at=None, ends_at__gt=now).order_by("-id")[:PAGE],
        "address": address,
    }
    return render(request, "cases/due.html", context)


def _calendar(officer: Officer) -> HttpResponse:
    now = timezone.now()
    rows = due_for(officer, Whose.MINE, now).filter(due__isnull=False).order_by(*_ORDER)[:MOST]
    answer = HttpResponse(calendar_of(lines(rows, now), now), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="deadlines.ics"'
    return answer


def _weights() -> list[tuple[str, str]]:
    words = {
        Weight.HARD: _("the law's"),
        Weight.TASK: _("tasks"),
        Weight.SERVICE: _("our own promises"),
        Weight.STATISTIC: _("for statistics"),
    }
    return [(weight.value, words[weight]) for weight in Weight]


def _shows() -> list[tuple[str, str]]:
    return [(Show.OPEN, _("all that is open")), (Show.RUNNING, _("still to come")), (Show.MISSED, _("missed"))]
