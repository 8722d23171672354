"""Who works on what, for those who answer for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.leads.errors import NoSuchLeadError
from nigehban.desk.leads.explaining import names_of_units
from nigehban.desk.worklists.errors import WorkError
from nigehban.desk.worklists.selectors import live_leases
from nigehban.desk.worklists.use_cases import break_lease


@policy(Permission.LEAD_CIRCLE)
@require_safe
def leases(request: HttpRequest) -> HttpResponse:
    """Every live lease, with a way to end it."""
    context = {"section": "work", "unit_names": names_of_units(), "leases": live_leases(officer_of(request))}
    return render(request, "worklists/leases.html", context)


@policy(Permission.LEAD_CIRCLE)
@require_POST
def break_it(request: HttpRequest, lead_id: str) -> HttpResponse:
    """End a lease, with a reason."""
    try:
        act = break_lease(officer_of(request), lead_id, request.POST.get("reason", ""))
    except NoSuchLeadError as error:
        raise Http404(str(error)) from error
    except WorkError as error:
        messages.error(request, str(error))
    else:
        said = _("The lease of %(officer)s on lead %(lead)s is ended; it waits again.")
        messages.success(request, said % {"officer": act.to, "lead": lead_id})
    return redirect("worklists:leases")
