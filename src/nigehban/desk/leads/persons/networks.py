"""The networks around some leads: those that linking found, made one where a person stands in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from django.db import connection
from django.db.models import Sum

from nigehban.desk.copying import unsigned_key
from nigehban.desk.leads.models import Lead, Listed, Network
from nigehban.linking.sentences import BY_OFFICERS
from nigehban.runs.names import name

KEEP = """
INSERT INTO leads_listed (id, row)
SELECT wanted.id, to_jsonb(network) FROM unnest(%s::text[]) AS wanted(id)
LEFT JOIN leads_network AS network ON network.id = wanted.id
ON CONFLICT (id) DO NOTHING
"""
RINGS = """
SELECT member.lead_id, array_agg(DISTINCT member.ring) FROM leads_leadmember AS member
WHERE member.lead_id = ANY(ARRAY(SELECT id FROM leads_lead WHERE network = ANY(%(networks)s) OR id = ANY(%(leads)s)))
GROUP BY member.lead_id
"""
JOIN = """
UPDATE leads_lead AS lead SET network = now.network
FROM unnest(%s::text[], %s::text[]) AS now(lead, network) WHERE lead.id = now.lead AND lead.network <> now.network
"""
INSERT = "INSERT INTO leads_network SELECT * FROM jsonb_populate_recordset(NULL::leads_network, %s::jsonb)"
Row = dict[str, Any]


def settle_networks(leads: Sequence[str], rings: Iterable[int]) -> None:
    """Give the leads around these (``rings``: of the referrals concerned, signed) their networks, and those rows."""
    networks = {name("N", unsigned_key(ring)) for ring in rings}
    networks |= set(Lead.objects.filter(pk__in=leads).values_list("network", flat=True))
    found = _rings_of(leads, networks)
    now = joined_rings(found)
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [sorted({*networks, *(name("N", ring) for rings in found.values() for ring in rings)})])
        cursor.execute(JOIN, [list(now), [name("N", ring) for ring in now.values()]])
    _write_rows(networks, now, found)


def joined_rings(rings: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """The smallest ring of each lead's network, by the rings in which each lead stands."""
    parent = {ring: ring for found in rings.values() for ring in found}

    def root(ring: int) -> int:
        while parent[ring] != ring:
            ring = parent[ring]
        return ring

    for found in rings.values():
        for ring in found[1:]:
            low, high = sorted((root(found[0]), root(ring)))
            parent[high] = low
    return {lead: root(found[0]) for lead, found in rings.items()}


def _rings_of(leads: Sequence[str], networks: Iterable[str]) -> dict[str, list[int]]:
    """The rings in which each lead of these networks stands."""
    with connection.cursor() as cursor:
        cursor.execute(RINGS, {"leads": list(leads), "networks": list(networks)})
        return {lead: [unsigned_key(ring) for ring in rings] for lead, rings in cursor.fetchall()}


def _write_rows(networks: set[str], now: Mapping[str, int], rings: Mapping[str, Sequence[int]]) -> None:
    """A row for each network of more than one lead, put together from what the list said of its rings."""
    leads: dict[str, list[str]] = defaultdict(list)
    for lead, ring in now.items():
        leads[name("N", ring)].append(lead)
    Network.objects.filter(pk__in={*networks, *leads}).delete()
    rows = [_row(network, some, rings) for network, some in leads.items() if len(some) > 1]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [orjson.dumps(rows).decode()])


def _row(network: str, leads: Sequence[str], rings: Mapping[str, Sequence[int]]) -> Row:
    names = sorted({name("N", ring) for lead in leads for ring in rings[lead]})
    listed = Listed.objects.filter(pk__in=names).order_by("pk").values_list("row", flat=True)
    said = [row for row in listed if row is not None]
    counts = Lead.objects.filter(pk__in=leads).aggregate(referrals=Sum("referrals"))
    return {
        "id": network,
        "leads": len(leads),
        "referrals": counts["referrals"],
        "answer": " ".join(row["answer"] for row in said) or BY_OFFICERS(),  # linking did not find it
        "one_ring": all(row["one_ring"] for row in said),
        "reaches_abroad": any(row["reaches_abroad"] for row in said),
        "countries": sorted({country for row in said for country in row["countries"]}),
        "reasons": [reason for row in said for reason in row["reasons"]],
    }
