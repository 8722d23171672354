"""Changing an operation before and while it runs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.operations import use_cases
from nigehban.desk.operations.errors import OperationError
from nigehban.desk.operations.forms import planning as forms
from nigehban.desk.operations.models import Operation
from nigehban.desk.operations.views.acting import Act, acted
from nigehban.desk.operations.views.finding import operation_at, record_at

_METHODS = ["GET", "HEAD", "POST"]


@policy(Permission.SEE_OPERATIONS)
@require_POST
def advance(request: HttpRequest, number: int) -> HttpResponse:
    """Move the operation one state on; what stands in the way is told on its page."""
    found = operation_at(request, number)
    version = request.POST.get("version", "")
    try:
        moved = use_cases.advance(officer_of(request), found, int(version) if version.isdecimal() else -1)
    except OperationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The operation is %(state)s now.") % {"state": moved.get_state_display()})
    return redirect("operations:operation", found.pk)


@policy(Permission.WORK_CASES)
@require_http_methods(_METHODS)
def add_target(request: HttpRequest, number: int) -> HttpResponse:
    """A new target."""
    found, officer = operation_at(request, number), officer_of(request)
    form = forms.TargetForm(found, officer, request.POST or None)

    def do() -> object:
        return use_cases.add_target(officer, found, form.cleaned_data["circle"], form.subject, **form.stated)

    return acted(request, found, form, Act(_("Add a target"), do, _("The target is added."), _page(found)))


@policy(Permission.WORK_CASES)
@require_http_methods(_METHODS)
def change_target(request: HttpRequest, number: int, target: int) -> HttpResponse:
    """What is stated of a target."""
    found, officer = operation_at(request, number), officer_of(request)
    chosen = record_at(found.targets.filter(removed_at=None), target)
    form = forms.ChangeTargetForm(chosen, request.POST or None)

    def do() -> None:
        use_cases.change_target(officer, chosen, **form.cleaned_data)

    return acted(request, found, form, Act(_("Change target %s") % chosen, do, _("Changed."), _page(found)))


@policy(Permission.WORK_CASES)
@require_http_methods(_METHODS)
def remove_target(request: HttpRequest, number: int, target: int) -> HttpResponse:
    """Take a target off."""
    found, officer = operation_at(request, number), officer_of(request)
    chosen = record_at(found.targets.filter(removed_at=None), target)

    def do() -> None:
        use_cases.remove_target(officer, chosen)

    act = Act(_("Take target %s off") % chosen, do, _("The target is off."), _page(found), _("Take it off"), grave=True)
    return acted(request, found, forms.NothingForm(request.POST or {"sent": ""}), act)


@policy(Permission.SEE_OPERATIONS)
@require_http_methods(_METHODS)
def add_team(request: HttpRequest, number: int) -> HttpResponse:
    """A team."""
    found, officer = operation_at(request, number), officer_of(request)
    form = forms.TeamForm(found, officer, request.POST or None)

    def do() -> object:
        return use_cases.add_team(officer, found, **form.cleaned_data)

    return acted(request, found, form, Act(_("Make a team"), do, _("The team is made."), _page(found)))


@policy(Permission.WORK_CASES)
@require_http_methods(_METHODS)
def add_warrant(request: HttpRequest, number: int) -> HttpResponse:
    """A warrant."""
    found, officer = operation_at(request, number), officer_of(request)
    form = forms.WarrantForm(found, officer, request.POST or None)

    def do() -> object:
        return use_cases.add_warrant(officer, found, **form.cleaned_data)

    return acted(request, found, form, Act(_("Enter a warrant"), do, _("The warrant is entered."), _page(found)))


@policy(Permission.SEE_OPERATIONS)
@require_http_methods(_METHODS)
def add_member(request: HttpRequest, number: int) -> HttpResponse:
    """A member."""
    found = operation_at(request, number)
    form = forms.MemberForm(request.POST or None)

    def do() -> object:
        sent = form.cleaned_data
        return use_cases.join_operation(
            officer_of(request), found, sent["officer"], reason=sent["reason"], duty=sent["duty"]
        )

    return acted(request, found, form, Act(_("Add a member"), do, _("The officer is a member now."), _page(found)))


def _page(found: Operation) -> str:
    return reverse("operations:operation", args=[found.pk])
