"""Small ranked lists made by hand, as triage would give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from nigehban.desk.leads.rebuild import replace_leads
from nigehban.runs.results import LEADS, LINKS, NETWORKS, REFERRALS


def lead_row(number: int, **changes: Any) -> dict[str, Any]:
    """The lead ``L<number>`` of rank ``number``; what is not named is ordinary."""
    return {
        "lead": f"L{number}",
        "rank": number,
        "band": "elevated",
        "danger": 30,
        "solvability": 10,
        "deadline": 5,
        "novelty": 5,
        "status": "open",
        "solvable": True,
        "unit": "PK-HQ",
        "network": f"N{number}",
        "referrals": 1,
        "missing": [],
        "reasons": [],
    } | changes


def replace_list(
    leads: Sequence[dict[str, Any]],
    referrals: Sequence[dict[str, Any]] = (),
    links: Sequence[dict[str, Any]] = (),
    networks: Sequence[dict[str, Any]] = (),
    block: int = 1000,
) -> None:
    """Put these rows in place of the list, handed over in blocks."""
    tables = ((leads, LEADS), (referrals, REFERRALS), (links, LINKS), (networks or _networks_of(leads), NETWORKS))
    replace_leads(*(_blocks(rows, schema, block) for rows, schema in tables))


def network_row(name: str, leads: Sequence[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    """The network of these leads; what is not named is ordinary."""
    return {
        "network": name,
        "leads": len(leads),
        "referrals": sum(lead["referrals"] for lead in leads),
        "answer": f"One ring of {len(leads)} persons, joined by a shared phone. Nothing in it points abroad.",
        "one_ring": True,
        "reaches_abroad": False,
        "countries": [],
        "reasons": [],
    } | changes


def _networks_of(leads: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    members: dict[str, list[dict[str, Any]]] = {}
    for lead in leads:
        members.setdefault(lead["network"], []).append(lead)
    return [network_row(name, found) for name, found in members.items() if len(found) > 1]


def _blocks(rows: Sequence[dict[str, Any]], schema: pa.Schema, size: int) -> list[pa.Table]:
    starts = range(0, len(rows), size)
    return [pa.Table.from_pylist(list(rows[start : start + size]), schema=schema) for start in starts]
