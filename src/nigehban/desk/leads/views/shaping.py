"""An officer merges leads, or takes referrals out of one: chosen, looked at, then done."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.leads.errors import BadPartError, LeadError, NoSuchLeadError, TooFewError
from nigehban.desk.leads.models import Act, Lead, LeadMember
from nigehban.desk.leads.persons import Outlook, decision_of, fate_of, outlook
from nigehban.desk.leads.selectors import visible_leads
from nigehban.desk.leads.use_cases import merge_leads, split_lead
from nigehban.desk.leads.use_cases.merging import merged_lead
from nigehban.desk.leads.use_cases.splitting import sides_of
from nigehban.desk.leads.versions import version_of
from nigehban.desk.leads.views.deciding import STATUS, refused
from nigehban.desk.lookup import row_of

_MOST = 200


@policy(Permission.DECIDE_LEADS)
@require_POST
def merge(request: HttpRequest) -> HttpResponse:
    """Merge the leads of these numbers, old or new: first what would become of them, then, confirmed, so."""
    leads = _leads(request, request.POST.getlist("lead"))
    numbers = [lead.pk for lead in leads]
    if len(numbers) < 2:
        return refused(request, TooFewError(_("Name another lead: one alone cannot be merged.")), (numbers or [""])[0])
    problem: LeadError | None = None
    if "confirmed" in request.POST:
        try:
            made = merge_leads(officer_of(request), numbers, reason=_words(request), seen=_seen(request, numbers))
        except LeadError as error:
            problem = error
        else:
            now = merged_lead(made)
            messages.success(request, _("Merged. The old numbers lead here."))
            return redirect("leads:lead", now.pk if now else numbers[0])
    nodes = LeadMember.objects.filter(lead__in=numbers).values_list("lead_id", "node_id")
    first = [node for lead, node in nodes if lead == numbers[0]]
    rest = [node for lead, node in nodes if lead != numbers[0]]
    looked = outlook([*first, *rest], [decision_of(Act.MERGE, first, rest)])
    return _preview(request, "merge", leads, looked, problem)


@policy(Permission.DECIDE_LEADS)
@require_POST
def split(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Take the chosen referrals out of a lead: first what would become of it, then, confirmed, so."""
    lead = _leads(request, [lead_id])[0]
    chosen = request.POST.getlist("referral")
    problem: LeadError | None = None
    if "confirmed" in request.POST:
        try:
            split_lead(officer_of(request), lead.pk, chosen, reason=_words(request), seen=_seen(request, [lead.pk])[0])
        except LeadError as error:
            problem = error
        else:
            messages.success(request, _("Taken out. You can take this back below."))
            return redirect("leads:lead", lead.pk)
    try:
        out, rest = sides_of(lead.pk, chosen)
    except BadPartError as error:
        return refused(request, error, lead.pk)
    looked = outlook([*out, *rest], [decision_of(Act.SPLIT, out, rest)])
    return _preview(request, "split", [lead], looked, problem, chosen)


def _preview(
    request: HttpRequest,
    kind: str,
    leads: Sequence[Lead],
    looked: Outlook,
    problem: LeadError | None,
    chosen: Sequence[str] = (),
) -> HttpResponse:
    context = {
        "section": "leads",
        "kind": kind,
        "leads": [(lead, version_of(lead)) for lead in leads],
        "outlook": looked,
        "chosen": chosen,
        "problem": str(problem) if problem else "",
        "words": _words(request),
    }
    status = 200 if problem is None else STATUS.get(type(problem), 422)
    return render(request, "leads/outlook.html", context, status=status)


def _leads(request: HttpRequest, numbers: Sequence[str]) -> list[Lead]:
    """The leads to which these numbers lead now, each once; 404 for one that the officer may not see."""
    found: dict[str, Lead] = {}
    for number in numbers[:_MOST]:
        if not number.strip():
            continue
        fate = fate_of(number.strip())
        now = fate.lead if fate else number.strip()
        lead = row_of(visible_leads(officer_of(request)), now)
        if lead is None:
            raise Http404(str(NoSuchLeadError(number)))
        found[lead.pk] = lead
    return list(found.values())


def _seen(request: HttpRequest, numbers: Sequence[str]) -> list[str | None]:
    said = dict(zip(request.POST.getlist("lead_seen"), request.POST.getlist("seen"), strict=False))
    return [said.get(number) for number in numbers]


def _words(request: HttpRequest) -> str:
    return request.POST.get("words", "")[:4000]
