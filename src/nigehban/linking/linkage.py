"""What linking gives: for every referral its lead, network and bundle, and every link with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nigehban.linking.columns import F32, I32, I64, U8, U64, Columns, Flags
from nigehban.linking.edges import Edges, Links, Reasons
from nigehban.linking.networks import Alarms
from nigehban.linking.rules import Rule

if TYPE_CHECKING:
    from nigehban.linking.bundles import Bundles
    from nigehban.linking.state import LinkState

SUBJECT, NETWORK = 1, 2
"""Levels of an edge."""


@dataclass(frozen=True, slots=True)
class EdgeTable(Columns):
    """One row a link. ``a`` and ``b`` are nodes; ``level`` is ``SUBJECT`` when both have one lead, else ``NETWORK``;
    ``kind`` the code of the main reason; ``score`` the points for the same person (``SUBJECT``) or the same ring.

    ``held`` marks a network link held back by the size limit: its ends stand in different networks.
    """

    a: I32
    b: I32
    level: U8
    kind: U8
    score: F32
    held: Flags


@dataclass(frozen=True, slots=True)
class Linkage:
    """All up to ``collapsed`` have one entry a node.

    ``account``, ``subject`` and ``ring`` are the smallest ``node_id`` of what linking found: an account, a person, a
    network. ``lead`` and ``network`` are those of the person and the network as they stand, which officers' decisions
    may have made others (``overlay``). ``bundle`` is the smallest ``node_id`` of the viral bundle (0: none);
    ``collapsed`` marks a referral folded away behind its bundle's. The reasons of edge ``i`` are ``reasons`` from
    ``start[i]`` to ``start[i + 1]``. ``over_cap`` counts values too common to link, by kind code.
    """

    node_id: U64
    account: U64
    subject: U64
    ring: U64
    lead: U64
    network: U64
    bundle: U64
    collapsed: Flags
    edges: EdgeTable
    start: I64
    reasons: Reasons
    alarms: Alarms
    over_cap: I64


def linkage(state: LinkState, bundles: Bundles) -> Linkage:
    """The linkage of a state."""
    ids, places = state.nodes.node_id, state.places
    lead, network = ids[places.subject], ids[places.network]
    edges = _with_refusals(Edges.join(state.bonds, state.edges), lead, network)
    return Linkage(
        node_id=ids,
        account=ids[places.atom],
        subject=lead,
        ring=network,
        lead=lead,
        network=network,
        bundle=bundles.bundle,
        collapsed=bundles.collapsed,
        edges=_table(edges.links, lead, network),
        start=edges.start,
        reasons=edges.reasons,
        alarms=state.alarms,
        over_cap=state.over_cap,
    )


def _table(links: Links, lead: U64, network: U64) -> EdgeTable:
    """Links by level."""
    one = lead[links.a] == lead[links.b]
    return EdgeTable(
        links.a,
        links.b,
        np.where(one, SUBJECT, NETWORK).astype("u1"),
        links.kind,
        np.where(one & (links.same_person > 0), links.same_person, links.same_ring),
        network[links.a] != network[links.b],
    )


def _with_refusals(edges: Edges, lead: U64, network: U64) -> Edges:
    """The edges with why they were refused or held back as further reasons."""
    links = edges.links
    apart = np.flatnonzero((links.refused != 0) & (lead[links.a] != lead[links.b]))
    held = np.flatnonzero(network[links.a] != network[links.b])
    refusals = Reasons(links.refused[apart], links.refused_a[apart], links.refused_b[apart])
    held_back = Reasons.of(len(held), rule=int(Rule.NETWORK_TOO_LARGE), a=-1, b=-1)
    return edges.with_reasons(np.concatenate([apart, held]), Reasons.join([refusals, held_back]))
