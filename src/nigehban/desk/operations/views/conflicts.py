"""What the officer was told, and what they answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nigehban.desk.access.policies import may, policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.operations import selectors, use_cases
from nigehban.desk.operations.forms.planning import NothingForm, ReasonForm
from nigehban.desk.operations.models import Conflict
from nigehban.desk.operations.views.acting import Act, acted
from nigehban.desk.operations.views.finding import record_at
from nigehban.desk.operations.views.listing import circle_names

_METHODS = ["GET", "HEAD", "POST"]


@policy(Permission.SEE_CASES, Permission.SEE_OPERATIONS)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What the officer was told."""
    page = selectors.notices_of(officer_of(request), request.GET.get("after"))
    context = {"section": "operations", "page": page, "unit_names": circle_names()}
    return render(request, "operations/notices.html", context)


@policy(Permission.SEE_CASES, Permission.SEE_OPERATIONS)
@require_safe
def conflict(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """A conflict: of the other side its circle and whom to call."""
    found = record_at(Conflict.objects.select_related("contact_a", "contact_b"), conflict_id)
    officer = officer_of(request)
    use_cases.read_notice(officer, found)
    context = {"section": "operations", "conflict": found, "unit_names": circle_names()}
    return render(request, "operations/conflict.html", context | {"may_decide": may(officer, Permission.SUPERVISE)})


@policy(Permission.SEE_CASES, Permission.SEE_OPERATIONS)
@require_http_methods(_METHODS)
def acknowledge(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Say that one knows."""
    found, officer = record_at(Conflict.objects.all(), conflict_id), officer_of(request)

    def do() -> object:
        return use_cases.acknowledge(officer, found)

    act = Act(
        _("Acknowledge"), do, _("Acknowledged for your side."), _page(found), _("I know, and have spoken to them")
    )
    return acted(request, None, NothingForm(request.POST or {"sent": ""}), act)


@policy(Permission.SUPERVISE)
@require_http_methods(_METHODS)
def override(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Decide that it does not stand in the way."""
    found, officer = record_at(Conflict.objects.all(), conflict_id), officer_of(request)
    form = ReasonForm(request.POST or None)

    def do() -> object:
        return use_cases.override(officer, found, form.cleaned_data["reason"])

    act = Act(_("Decide without both sides"), do, _("Decided."), _page(found), _("Let it run"), grave=True)
    return acted(request, None, form, act)


def _page(found: Conflict) -> str:
    return reverse("operations:conflict", args=[found.pk])
