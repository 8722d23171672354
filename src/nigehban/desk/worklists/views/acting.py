"""One act on the lead that the officer has, then the next lead."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.leads.errors import LeadError, NoSuchLeadError
from nigehban.desk.worklists import use_cases
from nigehban.desk.worklists.errors import NoReasonError, WorkError
from nigehban.desk.worklists.forms import HandOverForm, HoldForm, ReasonForm
from nigehban.desk.worklists.models import WorkAct
from nigehban.desk.worklists.use_cases.records import seen_lead
from nigehban.desk.worklists.views.taking import go_on

_CONFLICT, _INCOMPLETE = 409, 422


@policy(Permission.DECIDE_LEADS)
@require_POST
def set_lead_aside(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Set it aside, for a common reason or in words."""
    form = ReasonForm(request.POST)
    return _act(
        request, lead_id, form, lambda: use_cases.set_aside(*_who(request, lead_id), _said(form), _seen(request))
    )


@policy(Permission.DECIDE_LEADS)
@require_POST
def to_circle(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Send it to its circle."""
    form = ReasonForm(request.POST)
    return _act(
        request, lead_id, form, lambda: use_cases.send_to_circle(*_who(request, lead_id), _said(form), _seen(request))
    )


@policy(Permission.DECIDE_LEADS)
@require_POST
def put_on_hold(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Put it on hold."""
    form = HoldForm(request.POST)
    return _act(request, lead_id, form, lambda: use_cases.hold(*_who(request, lead_id), _said(form), form.until))


@policy(Permission.DECIDE_LEADS)
@require_POST
def hand_it_over(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Hand it over."""
    officer = officer_of(request)
    try:
        lead = seen_lead(officer, lead_id)
    except NoSuchLeadError as error:
        raise Http404(str(error)) from error
    form = HandOverForm(request.POST, officer=officer, unit=lead.unit)
    return _act(
        request, lead_id, form, lambda: use_cases.hand_over(officer, lead_id, form.cleaned_data["to"], _said(form))
    )


@policy(Permission.DECIDE_LEADS)
@require_POST
def escalate_it(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Put it before the supervisors."""
    form = ReasonForm(request.POST)
    return _act(request, lead_id, form, lambda: use_cases.escalate(*_who(request, lead_id), _said(form)))


@policy(Permission.DECIDE_LEADS)
@require_POST
def skip_it(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Pass it over."""
    return _act(request, lead_id, ReasonForm(request.POST), lambda: use_cases.skip(*_who(request, lead_id)))


@policy(Permission.DECIDE_LEADS)
@require_POST
def give_it_back(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Give it back to triage."""
    form = ReasonForm(request.POST)
    return _act(request, lead_id, form, lambda: use_cases.give_back(*_who(request, lead_id), _said(form)))


@policy(Permission.DECIDE_LEADS)
@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Undo an act, and show its lead."""
    act = get_object_or_404(WorkAct, pk=number)
    try:
        use_cases.undo(officer_of(request), act)
    except NoSuchLeadError as error:
        raise Http404(str(error)) from error
    except (WorkError, LeadError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Undone: lead %(lead)s is where it was before.") % {"lead": act.lead})
    return redirect("leads:lead", act.lead)


def _act(request: HttpRequest, lead_id: str, form: ReasonForm, act: Callable[[], WorkAct]) -> HttpResponse:
    """Do it and go on; else a page with what kept it from being done and the officer's own words, to send again."""
    if not form.is_valid():
        return _refused(request, lead_id, form, _("Something is missing."), _INCOMPLETE)
    try:
        done = act()
    except NoSuchLeadError as error:
        raise Http404(str(error)) from error
    except (WorkError, LeadError) as error:
        status = _INCOMPLETE if isinstance(error, NoReasonError) else _CONFLICT
        return _refused(request, lead_id, form, str(error), status)
    messages.success(request, f"{done.lead}: {done.get_act_display()}.")
    return go_on(request)


def _refused(request: HttpRequest, lead_id: str, form: ReasonForm, why: str, status: int) -> HttpResponse:
    context = {"section": "work", "lead_id": lead_id, "form": form, "why": why, "again": request.path}
    return render(request, "worklists/refused.html", context, status=status)


def _who(request: HttpRequest, lead_id: str) -> tuple[Officer, str]:
    return officer_of(request), lead_id


def _said(form: ReasonForm) -> str:
    return str(form.cleaned_data["reason"])


def _seen(request: HttpRequest) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None
