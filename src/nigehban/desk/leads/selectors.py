"""What is read of leads. Lists are paged by key: no OFFSET, no COUNT."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q, QuerySet

from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import Lead, LeadDecision, LeadMember, LeadReason, Link, State

PAGE = 50


class Place(NamedTuple):
    """A place in the list: what stands after it is the next page."""

    rank: int
    id: str


class Page(NamedTuple):
    """Some leads in order, and the place after which the next page begins (``None`` at the end)."""

    leads: list[Lead]
    following: Place | None


def visible_leads(officer: Officer) -> QuerySet[Lead]:
    """The leads that the officer may see."""
    return Lead.objects.all() if officer.is_active else Lead.objects.none()


def lead_page(
    officer: Officer,
    state: State = State.OPEN,
    *,
    unit: str | None = None,
    band: int | None = None,
    after: Place | None = None,
    size: int = PAGE,
) -> Page:
    """A page of the list, the most urgent first; one index scan each, whatever is filtered."""
    leads = visible_leads(officer).filter(state=state)
    if unit is not None:
        leads = leads.filter(unit=unit)
    if band is not None:
        leads = leads.filter(band=band)
    if after is not None:
        # The plain bound lets the index start there; with the alternative alone half the table is read.
        leads = leads.filter(Q(rank__gt=after.rank) | Q(rank=after.rank, id__gt=after.id), rank__gte=after.rank)
    found = list(leads.order_by("rank", "id")[: size + 1])
    following = Place(found[size - 1].rank, found[size - 1].id) if len(found) > size else None
    return Page(found[:size], following)


def reasons_of(lead: Lead) -> QuerySet[LeadReason]:
    """Why the lead stands where it stands, in the order in which it is shown."""
    return LeadReason.objects.filter(lead=lead).order_by("position")


def members_of(lead: Lead) -> QuerySet[LeadMember]:
    """The referrals of the lead."""
    return LeadMember.objects.filter(lead=lead).order_by("node_id")


def network_of(lead: Lead) -> QuerySet[Lead]:
    """The other leads of the same network, the most urgent first; none when the lead stands alone."""
    return Lead.objects.filter(network=lead.network).exclude(pk=lead.pk).order_by("rank", "id")


def links_of(lead: Lead) -> QuerySet[Link]:
    """The links that touch the lead's referrals, the strongest first."""
    return Link.objects.filter(Q(lead_a=lead.id) | Q(lead_b=lead.id)).order_by("-score", "id")


def decisions_on(lead_id: str) -> QuerySet[LeadDecision]:
    """What officers decided of the lead, the newest first."""
    return LeadDecision.objects.filter(lead=lead_id).select_related("officer").order_by("-id")
