"""What is read of leads. Lists are paged by key: no OFFSET, no COUNT."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import ActLead, Lead, LeadAct, LeadMember, LeadReason, Link, Network, State, TrayItem
from nigehban.desk.leads.persons.numbers import fate_of

PAGE = 25
"""Two screens of a laptop; each row costs time to make."""
MOST_NAMED = 50
UNITS = """
WITH RECURSIVE found AS (
    (SELECT unit FROM leads_lead WHERE unit IS NOT NULL ORDER BY unit LIMIT 1)
    UNION ALL
    SELECT (SELECT unit FROM leads_lead WHERE unit > found.unit ORDER BY unit LIMIT 1)
    FROM found WHERE found.unit IS NOT NULL
)
SELECT unit FROM found WHERE unit IS NOT NULL
"""
"""The distinct units, one index lookup each: DISTINCT would read the whole list."""

FOLDED = """
SELECT own.lead_id, (
    SELECT count(*) FROM (
        SELECT 1 FROM leads_leadmember AS folded
        WHERE folded.bundle = own.bundle AND folded.status = 'collapsed' AND folded.lead_id <> own.lead_id
        LIMIT %(most)s
    ) AS counted
), own.bundle
FROM (
    SELECT DISTINCT lead_id, bundle FROM leads_leadmember
    WHERE lead_id = ANY(%(leads)s) AND bundle IS NOT NULL AND status <> 'collapsed'
) AS own
ORDER BY 1, 2 DESC, 3
"""
"""How many referrals of other leads are folded away in the bundles of these leads, counted up to a bound."""
MOST_FOLDED = 200
BESIDE = """
SELECT wanted.lead, ARRAY(
    SELECT ARRAY[reason.text, reason.rule] FROM leads_leadreason AS reason
    WHERE reason.lead_id = wanted.lead AND reason.position < %(reasons)s ORDER BY reason.position
), coalesce((SELECT network.leads FROM leads_network AS network WHERE network.id = wanted.network), 0)
FROM unnest(%(leads)s::text[], %(networks)s::text[]) AS wanted(lead, network)
"""

_NOT_LISTED = ("unit_reason", "unit_referral", "unit_pointer", "archive_reason", "missing")


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
    return Lead.objects.visible_to(officer)


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
    found = list(leads.defer(*_NOT_LISTED).order_by("rank", "id")[: size + 1])
    following = Place(found[size - 1].rank, found[size - 1].id) if len(found) > size else None
    return Page(found[:size], following)


def reasons_of(lead: Lead) -> QuerySet[LeadReason]:
    """Why the lead stands where it stands, in the order in which it is shown."""
    return LeadReason.objects.filter(lead=lead).order_by("position")


def members_of(lead: Lead) -> QuerySet[LeadMember]:
    """The referrals of the lead."""
    return LeadMember.objects.filter(lead=lead).order_by("node_id")


def network_of(officer: Officer, lead: Lead) -> QuerySet[Lead]:
    """The other leads of the same network, the most urgent first; none when the lead stands alone."""
    return visible_leads(officer).filter(network=lead.network).exclude(pk=lead.pk).order_by("rank", "id")


def links_of(lead: Lead) -> QuerySet[Link]:
    """The links that touch the lead's referrals, the strongest first."""
    return Link.objects.filter(Q(lead_a=lead.id) | Q(lead_b=lead.id)).order_by("-score", "id")


def decisions_on(lead_id: str) -> QuerySet[LeadAct]:
    """What officers did with the lead of this number, the newest first; taken back or not."""
    acts = ActLead.objects.filter(number=lead_id).values("act_id")
    found = LeadAct.objects.filter(pk__in=acts).select_related("officer", "withdrawn", "withdraws")
    return found.order_by("-id")


def leads_of_act(act: LeadAct) -> list[str]:
    """The numbers of the leads that an act concerned, those that stand first."""
    numbers = list(ActLead.objects.filter(act=act).order_by("number").values_list("number", flat=True))
    standing = set(Lead.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    return sorted(numbers, key=lambda number: (number not in standing, number)) or [act.lead or ""]


def act_is_visible(officer: Officer, act: LeadAct) -> bool:
    """Whether the officer may see a lead that the act concerned, or what became of one; or nothing is left of them."""
    numbers = leads_of_act(act)
    fates = [fate.lead for number in numbers if (fate := fate_of(number)) is not None]
    return not fates or visible_leads(officer).filter(pk__in=[*numbers, *fates]).exists()


def act_of_batch_is_visible(officer: Officer, act: LeadAct) -> bool:
    """The same, and one's own: who assigned a lead to another circle can still take that back."""
    return act.officer_id == officer.pk or act_is_visible(officer, act)


def acts_of_batch(batch: UUID) -> QuerySet[LeadAct]:
    """What was done at once, in its order."""
    return LeadAct.objects.filter(batch=batch).select_related("officer", "withdrawn").order_by("id")


def tray_of(officer: Officer) -> list[str]:
    """The numbers in the officer's tray, in the order in which they were put there."""
    return list(TrayItem.objects.filter(officer=officer).order_by("id").values_list("lead", flat=True))


class Folded(NamedTuple):
    """How many referrals of the same files are folded away behind a lead; ``more``: at least so many."""

    bundle: str
    referrals: int
    more: bool


class Beside(NamedTuple):
    """What a list says beside a lead: its first reasons as text and rule, and how many leads its network has."""

    reasons: list[tuple[str, str]]
    together: int


def beside(leads: Sequence[Lead], reasons: int) -> dict[str, Beside]:
    """The same for each of the leads, in one query; ``reasons`` of each."""
    ids, networks = [lead.pk for lead in leads], [lead.network for lead in leads]
    with connection.cursor() as cursor:
        cursor.execute(BESIDE, {"leads": ids, "networks": networks, "reasons": reasons})
        return {lead: Beside([(text, rule) for text, rule in said], count) for lead, said, count in cursor.fetchall()}


def folded_behind(lead_ids: Sequence[str]) -> dict[str, list[Folded]]:
    """The bundles that stand folded behind each of the leads, in one query."""
    found: dict[str, list[Folded]] = {}
    with connection.cursor() as cursor:
        cursor.execute(FOLDED, {"leads": list(lead_ids), "most": MOST_FOLDED})
        for lead_id, count, bundle in cursor.fetchall():
            if count:
                found.setdefault(lead_id, []).append(Folded(bundle, count, count == MOST_FOLDED))
    return found


def networks_named(ids: Iterable[str]) -> dict[str, Network]:
    """The networks of these ids; a lead that stands alone has none."""
    return Network.objects.in_bulk(list(ids))


def leads_in_network(officer: Officer, network: str) -> QuerySet[Lead]:
    """All leads of a network."""
    return visible_leads(officer).filter(network=network)


def members_of_bundle(bundle: str) -> QuerySet[LeadMember]:
    """The referrals of a viral bundle with their leads, folded away or not."""
    return LeadMember.objects.filter(bundle=bundle).select_related("lead")


def members_named(node_ids: Sequence[int]) -> list[LeadMember]:
    """Where in the list these referrals (signed node ids) are; a referral is in one lead."""
    return list(LeadMember.objects.filter(node_id__in=node_ids).order_by("referral")[:MOST_NAMED])


def units() -> list[str]:
    """The units that any lead goes to."""
    with connection.cursor() as cursor:
        cursor.execute(UNITS)
        return [row[0] for row in cursor.fetchall()]


def list_length() -> int:
    """The last rank of the whole list, whoever asks (migration 0004)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nigehban_list_length()")
        return int(cursor.fetchone()[0])
