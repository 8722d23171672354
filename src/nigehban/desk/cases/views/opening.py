"""A new case, from a lead or from a complaint that came by hand."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.cases.forms.events import ComplaintForm, LeadForm
from nigehban.desk.cases.models import Case
from nigehban.desk.cases.packs import current_pack, units_of
from nigehban.desk.cases.selectors import case_of_lead
from nigehban.desk.cases.use_cases import open_case_from_complaint, open_case_from_lead
from nigehban.desk.cases.use_cases.opening import COMPLAINT
from nigehban.desk.cases.views.common import attempt
from nigehban.desk.leads.explaining import names_of_units
from nigehban.desk.leads.models import Lead, LeadReason
from nigehban.desk.lookup import row_of
from nigehban.jurisdiction.procedure import load_procedure


@policy(Permission.OPEN_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def from_lead(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Open a case for a lead: its first reason is the gist, its unit the case's."""
    officer = officer_of(request)
    lead = row_of(Lead.objects.visible_to(officer), lead_id)
    if lead is None:
        raise Http404
    units = _choices(request, lead.unit)
    form = LeadForm(units, request.POST or None, initial=_prefilled(lead))
    made: list[Case] = []

    def open_it(form: LeadForm) -> None:
        said = form.cleaned_data
        opened = open_case_from_lead(
            officer,
            lead.pk,
            said["unit"],
            said["gist"],
            reason=said["reason"],
            pack=current_pack(),
            sealed=said["sealed"],
        )
        made.append(opened)

    status = attempt(form, open_it) if request.method == "POST" else 200
    if made:
        messages.success(request, _("Case %(case)s is open, with the referrals of the lead.") % {"case": made[0]})
        return redirect("cases:case", made[0].number)
    context = {"section": "cases", "lead": lead, "form": form, "taken": case_of_lead(lead.pk)}
    return render(request, "cases/open.html", context, status=status)


@policy(Permission.OPEN_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: HttpRequest) -> HttpResponse:
    """Open a case for a complaint: a letter, a call, a visit."""
    officer, pack = officer_of(request), current_pack()
    kind = load_procedure(pack).event_types.get(COMPLAINT)
    form = ComplaintForm(_choices(request, None), kind, Case(pack=pack), request.POST or None)
    made: list[Case] = []

    def open_it(form: ComplaintForm) -> None:
        said = form.cleaned_data
        made.append(
            open_case_from_complaint(
                officer,
                said["unit"],
                said["gist"],
                said["received_at"],
                data=form.event_data,
                pack=pack,
                sealed=said["sealed"],
            )
        )

    status = attempt(form, open_it) if request.method == "POST" else 200
    if made:
        messages.success(request, _("Case %(case)s is open.") % {"case": made[0]})
        return redirect("cases:case", made[0].number)
    return render(request, "cases/open.html", {"section": "cases", "form": form}, status=status)


def _choices(request: HttpRequest, first: str | None) -> list[tuple[str, str]]:
    """The circles in which the officer may open cases; that of the lead first."""
    names = names_of_units()
    codes = units_of(officer_of(request), Permission.OPEN_CASES)
    named = [(code, names.full(code, get_language() or "").text) for code in codes]
    return sorted(named, key=lambda one: (one[0] != first, one[1].casefold()))


def _prefilled(lead: Lead) -> dict[str, str]:
    """The gist is what the list of leads says first; it names nobody."""
    reason = LeadReason.objects.filter(lead=lead).order_by("position").first()
    said = reason.text if reason else ""
    words = _("Lead %(lead)s: %(why)s") % {"lead": lead.pk, "why": said}
    return {
        "gist": words[:300].rstrip(": "),
        "unit": lead.unit or "",
        "reason": _("They concern one subject (lead %(lead)s).") % {"lead": lead.pk},
    }
