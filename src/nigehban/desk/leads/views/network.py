"""A network as a whole: one ring or separate groups, and why; its graph, time, places, countries and money."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.reads import note_read
from nigehban.desk.copying import signed_key
from nigehban.desk.leads import rings, selectors
from nigehban.desk.leads.explaining import names_of_units
from nigehban.desk.leads.models import Lead, LeadMember
from nigehban.desk.leads.rings import Shape
from nigehban.desk.leads.views.ranked import rows_of
from nigehban.desk.lookup import row_of
from nigehban.desk.web.paging import page_of
from nigehban.runs.names import id_of

PART = 50
_FEW = 10


@policy(Permission.SEE_LEADS)
@require_safe
def network(request: HttpRequest, network_id: str) -> HttpResponse:
    """All that is known of the whole. A number that was passed on leads to the network of its first referral."""
    shape = rings.shape_of(officer_of(request), network_id)
    if not shape.leads:
        return _passed_on(request, network_id)
    note_read(request, "network", network_id)
    leads = [lead.pk for lead in shape.leads]
    facts = rings.facts_of(leads)
    newest, following = rings.happened(leads)
    page = page_of(rings.joins_of(officer_of(request), network_id), ("-score", "id"), None, _FEW)
    context = {
        **_head(request, network_id, shape),
        "rows": rows_of(shape.leads[:PART]),
        "more_leads": len(shape.leads) > PART,
        "graph": rings.drawing(shape),
        "links": page,
        "facts": facts,
        "map": rings.map_of(shape.leads, facts.countries),
        "months": rings.months_of(leads),
        "happened": newest[:_FEW],
        "more_happened": following or len(newest) > _FEW,
    }
    return render(request, "leads/network.html", context)


@policy(Permission.SEE_LEADS)
@require_safe
def joins(request: HttpRequest, network_id: str) -> HttpResponse:
    """Who is joined to whom, why, how strongly: page by page."""
    shape = _shape(request, network_id)
    links = rings.joins_of(officer_of(request), network_id)
    page = page_of(links, ("-score", "id"), request.GET.get("after"), PART)
    return render(request, "leads/network_links.html", {**_head(request, network_id, shape), "page": page})


@policy(Permission.SEE_LEADS)
@require_safe
def members(request: HttpRequest, network_id: str) -> HttpResponse:
    """The leads of the network by rank, page by page."""
    shape = _shape(request, network_id)
    leads = selectors.leads_in_network(officer_of(request), network_id)
    page = page_of(leads, ("rank", "id"), request.GET.get("after"), PART)
    context = {**_head(request, network_id, shape), "page": page, "rows": rows_of(page.rows)}
    return render(request, "leads/network_leads.html", context)


@policy(Permission.SEE_LEADS)
@require_safe
def timeline(request: HttpRequest, network_id: str) -> HttpResponse:
    """The referrals of the network in time, the newest first, page by page."""
    shape = _shape(request, network_id)
    try:
        found, following = rings.happened([lead.pk for lead in shape.leads], request.GET.get("after"))
    except ValueError as error:
        raise BadRequest(_("The place in the list that the address names is none.")) from error
    context = {**_head(request, network_id, shape), "happened": found, "page": {"following": following}}
    return render(request, "leads/network_time.html", context)


def _shape(request: HttpRequest, network_id: str) -> Shape:
    shape = rings.shape_of(officer_of(request), network_id)
    if not shape.leads:
        raise Http404
    note_read(request, "network", network_id)
    return shape


def _passed_on(request: HttpRequest, number: str) -> HttpResponse:
    node = id_of(number)
    member = None if node is None else LeadMember.objects.filter(node_id=signed_key(node)).first()
    lead: Lead | None = None
    if member is not None:
        lead = row_of(selectors.visible_leads(officer_of(request)), member.lead_id)
    if lead is None or lead.network == number:
        raise Http404
    return redirect("leads:network", lead.network)


def _head(request: HttpRequest, network_id: str, shape: Shape) -> dict[str, object]:
    return {
        "section": "leads",
        "unit_names": names_of_units(),
        "number": network_id,
        "network": selectors.networks_named([network_id]).get(network_id),
        "shape": shape,
        "is_first": not request.GET.get("after"),
    }
