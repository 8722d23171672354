"""An officer sets a lead aside, or opens it again, or takes back what was done."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.leads.errors import (
    AlreadySoError,
    ChangedSinceError,
    LeadError,
    NoReasonError,
    NoSuchActError,
    NoSuchLeadError,
    NotAllowedError,
)
from nigehban.desk.leads.forms import DecisionForm
from nigehban.desk.leads.models import LeadAct
from nigehban.desk.leads.selectors import act_is_visible, leads_of_act
from nigehban.desk.leads.use_cases import archive_lead, reopen_lead, undo
from nigehban.desk.leads.views.showing import show_lead
from nigehban.desk.lookup import row_of

STATUS: dict[type[LeadError], int] = {
    NoReasonError: 422,
    AlreadySoError: 409,
    ChangedSinceError: 409,
    NotAllowedError: 403,
}
Decide = Callable[..., LeadAct]


@policy(Permission.DECIDE_LEADS)
@require_POST
def archive(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Set the lead aside, with a reason."""
    return _decide(request, lead_id, archive_lead, _("Lead %(lead)s is set aside."))


@policy(Permission.DECIDE_LEADS)
@require_POST
def reopen(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Put the lead back into the open list, with a reason."""
    return _decide(request, lead_id, reopen_lead, _("Lead %(lead)s is open again."))


@policy(Permission.DECIDE_LEADS)
@require_POST
def undo_act(request: HttpRequest, act_id: int) -> HttpResponse:
    """Take an act back; then to a lead that it concerned. Whoever is late is told that it was taken back."""
    officer = officer_of(request)
    act = row_of(LeadAct.objects, act_id)
    if act is None or not act_is_visible(officer, act):
        raise Http404
    try:
        undo(officer, act_id, reason=request.POST.get("words", ""))
    except NoSuchActError as error:
        raise Http404(str(error)) from error
    except LeadError as error:
        return refused(request, error, leads_of_act(act)[0])
    messages.success(request, _("Taken back: %(act)s. Everything is as if it had not been done.") % {"act": act.label})
    return redirect("leads:lead", leads_of_act(act)[0])


def refused(request: HttpRequest, error: LeadError, back: str) -> HttpResponse:
    """A page that says what kept an act from being done, and leads back."""
    context = {"section": "leads", "problem": str(error), "back": back}
    return render(request, "leads/refused.html", context, status=STATUS.get(type(error), 422))


def _decide(request: HttpRequest, lead_id: str, decide: Decide, done: str) -> HttpResponse:
    """Back to the lead: with what was done, or with what kept it from being done beside the form."""
    form = DecisionForm(request.POST)
    try:
        form.full_clean()
        decide(officer_of(request), lead_id, form.reason, seen=form.version)
    except NoSuchLeadError as error:
        raise Http404(str(error)) from error
    except LeadError as error:
        form.add_error(None, str(error))
        stale = type(error) is ChangedSinceError
        return show_lead(request, lead_id, form, status=STATUS[type(error)], stale=stale)
    messages.success(request, done % {"lead": lead_id})
    return redirect("leads:lead", lead_id)
