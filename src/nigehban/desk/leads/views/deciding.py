"""An officer sets a lead aside, or opens it again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.leads.errors import AlreadySoError, LeadError, NoReasonError, NoSuchLeadError, NotAllowedError
from nigehban.desk.leads.forms import DecisionForm
from nigehban.desk.leads.models import LeadAct
from nigehban.desk.leads.use_cases import archive_lead, reopen_lead
from nigehban.desk.leads.views.showing import show_lead

_STATUS = {NoReasonError: 422, AlreadySoError: 409, NotAllowedError: 403}
Decide = Callable[[Officer, str, str], LeadAct]


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


def _decide(request: HttpRequest, lead_id: str, decide: Decide, done: str) -> HttpResponse:
    """Back to the lead: with what was done, or with what kept it from being done beside the form."""
    form = DecisionForm(request.POST)
    try:
        form.full_clean()
        decide(officer_of(request), lead_id, form.reason)
    except NoSuchLeadError as error:
        raise Http404(str(error)) from error
    except LeadError as error:
        form.add_error(None, str(error))
        return show_lead(request, lead_id, form, status=_STATUS[type(error)])
    messages.success(request, done % {"lead": lead_id})
    return redirect("leads:lead", lead_id)
