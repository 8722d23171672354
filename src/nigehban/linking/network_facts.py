"""Facts of a network that say how far it reaches: countries, payment identifiers, groups, who buys and who sells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nigehban.linking.columns import I32, U8, U64, Columns, Flags
from nigehban.linking.evidence import ROLES, Commerce, Evidence
from nigehban.linking.linkage import Linkage
from nigehban.linking.weights import standard
from nigehban.records import Role

COUNTRY, PAYMENT, GROUP, BUYER, SELLER = 1, 2, 3, 4, 5
"""Kinds of fact."""
PAYMENT_KINDS = ("iban", "wallet", "crypto", "card_tail")
_REPORTER, _VICTIM = (ROLES.index(each) for each in (Role.REPORTER, Role.VICTIM))


@dataclass(frozen=True, slots=True)
class NetworkFacts(Columns):
    """One row a fact of a network, ordered by both. ``value`` is the country code, the identifier's key, or the
    ``node_id`` of the referral that states the direction; ``mention`` shows it (-1: the referral itself); ``leads``
    counts the leads that show it."""

    network: U64
    fact: U8
    value: U64
    mention: I32
    leads: I32


def network_facts(evidence: Evidence, linkage: Linkage) -> NetworkFacts:
    """The facts of all networks. ``evidence`` is everything the linkage was made of, its nodes in the same order.

    What a reporter or a victim shows about themselves says nothing about a network's reach.
    """
    mentions = evidence.mentions
    said = (mentions.role != _REPORTER) & (mentions.role != _VICTIM)
    weights = standard()
    payments = np.isin(mentions.kind, [weights.code(name) for name in PAYMENT_KINDS]) & (mentions.key != 0)
    groups = (mentions.kind == weights.code("group")) & (mentions.key != 0)
    countries = mentions.country != 0
    parts = [
        _of_mentions(evidence, linkage, COUNTRY, said & countries, mentions.country.astype("u8")),
        _of_mentions(evidence, linkage, PAYMENT, said & payments, mentions.key),
        _of_mentions(evidence, linkage, GROUP, said & groups, mentions.key),
        _of_nodes(evidence, linkage, BUYER, Commerce.BUYER),
        _of_nodes(evidence, linkage, SELLER, Commerce.SELLER),
    ]
    table = NetworkFacts.join(parts)
    return table.take(np.lexsort((table.value, table.fact, table.network)))


def _of_mentions(evidence: Evidence, linkage: Linkage, fact: int, chosen: Flags, value: U64) -> NetworkFacts:
    """Each network's distinct values, shown by the first mention of each."""
    rows = np.flatnonzero(chosen)
    node = evidence.mentions.node[rows]
    network, lead, values = linkage.network[node], linkage.lead[node], value[rows]
    order = np.lexsort((rows, lead, values, network))
    network, lead, values = network[order], lead[order], values[order]
    fresh = np.ones(len(rows), "?")
    fresh[1:] = (network[1:] != network[:-1]) | (values[1:] != values[:-1])
    other = fresh.copy()
    other[1:] |= lead[1:] != lead[:-1]
    leads = np.bincount(np.cumsum(fresh)[other] - 1) if len(rows) else np.empty(0)
    first = np.flatnonzero(fresh)
    return NetworkFacts.of(
        len(first),
        network=network[first],
        fact=fact,
        value=values[first],
        mention=rows[order[first]],
        leads=leads,
    )


def _of_nodes(evidence: Evidence, linkage: Linkage, fact: int, direction: Commerce) -> NetworkFacts:
    """The referrals that state this direction of trade."""
    nodes = np.flatnonzero(evidence.nodes.commerce == direction)
    network, value = linkage.network[nodes], linkage.node_id[nodes]
    return NetworkFacts.of(len(nodes), network=network, fact=fact, value=value, mention=-1, leads=1)
