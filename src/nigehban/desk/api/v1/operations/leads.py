"""Leads."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query
from ninja.responses import Status

from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.api.cursors import cursor, place_of
from nigehban.desk.api.errors import BadCursorError
from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.v1.needs import operation
from nigehban.desk.api.v1.reading import listed, note_look
from nigehban.desk.api.v1.schemas.common import Listing
from nigehban.desk.api.v1.schemas.leads import LeadPage, LeadsAsked, LinkPage, MemberPage, Moved, WholeLead
from nigehban.desk.leads import parts, selectors
from nigehban.desk.leads.models import Band, Lead, LeadReason, Link, State
from nigehban.desk.leads.parts import MemberRow
from nigehban.desk.leads.persons.numbers import fate_of
from nigehban.desk.leads.selectors import Place, visible_leads
from nigehban.desk.lookup import row_of

_REASONS = 500
_LIST = "leads"


@operation("GET", "/leads", Scope.LEADS_READ, LeadPage, summary="Leads, the most urgent first")
def leads(request: HttpRequest, asked: Query[LeadsAsked]) -> dict[str, Any]:
    """A page of the ranked list, of the leads that the officer sees."""
    page = selectors.lead_page(
        officer_of(request),
        State(asked.state),
        unit=asked.unit,
        band=Band[asked.band.upper()] if asked.band else None,
        after=_place(place_of(_LIST, asked.cursor)),
        size=asked.limit,
    )
    following = f"{page.following.rank},{page.following.id}" if page.following else None
    return {"items": [_told(lead) for lead in page.leads], "next": cursor(_LIST, following)}


@operation("GET", "/leads/{lead_id}", Scope.LEADS_READ, WholeLead, also={301: Moved}, summary="A lead")
def lead(request: HttpRequest, response: HttpResponse, lead_id: str) -> dict[str, Any] | Status[dict[str, str]]:
    """A lead with its reasons. A number that was passed on answers 301 with the number that it has now."""
    found = row_of(visible_leads(officer_of(request)), lead_id)
    if found is None:
        moved = _moved(request, lead_id)
        response.headers["Location"] = reverse("api:lead", args=[moved])
        return Status(301, {"moved": moved})
    note_look(request, "lead", found.pk)
    reasons = [_reason(row) for row in selectors.reasons_of(found)[:_REASONS]]
    own = {name: getattr(found, name) for name in ("missing", "raise_if", "archive_reason")}
    return {**_told(found), **own, "reasons": reasons}


@operation("GET", "/leads/{lead_id}/referrals", Scope.LEADS_READ, MemberPage, summary="The referrals of a lead")
def lead_referrals(request: HttpRequest, lead_id: str, asked: Query[Listing]) -> dict[str, Any]:
    """A page of the lead's referrals, each as its newest version states it."""
    found = _seen(request, lead_id)
    name = f"referrals of {found.pk}"
    page = parts.referrals(found, place_of(name, asked.cursor), asked.limit)
    return {"items": [_member(row) for row in page.rows], "next": cursor(name, page.following)}


@operation("GET", "/leads/{lead_id}/links", Scope.LEADS_READ, LinkPage, summary="The links of a lead")
def lead_links(request: HttpRequest, lead_id: str, asked: Query[Listing]) -> dict[str, Any]:
    """A page of the links between the lead's referrals, and from them to those of others."""
    found = _seen(request, lead_id)
    rows = selectors.links_of(found)
    return listed(f"links of {found.pk}", rows, ("-score", "id"), asked, lambda row: _link(row, found.pk))


def _seen(request: HttpRequest, lead_id: str) -> Lead:
    found = row_of(visible_leads(officer_of(request)), lead_id)
    if found is None:
        raise Http404(f"You see no lead {lead_id[:40]}. Ask for the lead itself: its number may have changed.")
    note_look(request, "lead", found.pk)
    return found


def _moved(request: HttpRequest, number: str) -> str:
    """The number that a number became, where the officer sees it."""
    fate = fate_of(number)
    if fate is None or not visible_leads(officer_of(request)).filter(pk=fate.lead).exists():
        raise Http404(f"You see no lead {number[:40]}.")
    return fate.lead


def _place(text: str | None) -> Place | None:
    if text is None:
        return None
    rank, _, lead_id = text.partition(",")
    if not rank.isascii() or not rank.isdigit() or len(rank) > 18:
        raise BadCursorError("This is no cursor of ours. Send what stood in “next”, as it stood.")
    return Place(int(rank), lead_id)


def _told(lead: Lead) -> dict[str, Any]:
    same = ("id", "rank", "state", "solvable", "danger", "solvability", "deadline", "novelty", "unit", "network")
    told = {name: getattr(lead, name) for name in same}
    return told | {"band": Band(lead.band).name.lower(), "referrals": lead.referrals}


def _reason(row: LeadReason) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("axis", "rule", "points", "text", "referral", "pointer")}


def _member(row: MemberRow) -> dict[str, Any]:
    newest = row.versions[0] if row.versions else None
    stated = {name: getattr(newest, name, None) for name in ("received", "platform", "incident_type")}
    return stated | {"referral": row.member.referral, "status": row.member.status, "bundle": row.member.bundle}


def _link(row: Link, own: str) -> dict[str, Any]:
    (mine, _), (theirs, other) = sorted(((row.a, row.lead_a), (row.b, row.lead_b)), key=lambda end: end[1] != own)
    told = {name: getattr(row, name) for name in ("level", "kind", "score", "held")}
    return told | {"a": mine, "b": theirs, "lead": other}
