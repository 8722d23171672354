"""From a number in an officer's hand to the lead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.copying import signed_key
from nigehban.desk.leads.models import LeadMember
from nigehban.desk.leads.selectors import members_named, visible_leads
from nigehban.records import Scheme
from nigehban.runs.rows import node_id

_LONGEST = 600


@policy(Permission.SEE_LEADS)
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Go to the lead of that number, or to the lead that holds the referral of that id (with or without its scheme)."""
    wanted = request.GET.get("number", "").strip()[:_LONGEST]
    if not wanted:
        return redirect("leads:list")
    lead = visible_leads(officer_of(request)).filter(pk__in=_spellings(wanted)).first()
    if lead is not None:
        return redirect("leads:lead", lead.pk)
    members = _holding(wanted)
    if len(members) == 1:
        return redirect("leads:lead", members[0].lead_id)
    context = {"section": "leads", "wanted": wanted, "members": members}
    return render(request, "leads/found.html", context, status=200 if members else 404)


def _spellings(number: str) -> list[str]:
    """A lead's number as written, and as it is spelled: one capital, then small letters."""
    return [number, number[:1].upper() + number[1:].lower()]


def _holding(referral: str) -> list[LeadMember]:
    ids = [referral] if ":" in referral else [f"{scheme}:{referral}" for scheme in Scheme]
    return members_named([signed_key(node_id(one)) for one in ids])
