"""A linkage with officers' decisions laid over it: persons, networks, and the links that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from nigehban.linking.columns import U64, Flags
from nigehban.linking.deciding import Decision, Tie, divided
from nigehban.linking.edges import Reasons
from nigehban.linking.evidence import Verdict
from nigehban.linking.linkage import NETWORK, SUBJECT, EdgeTable, Linkage
from nigehban.linking.rules import Rule
from nigehban.linking.unions import components

_RULES = {Verdict.SAME: Rule.SAME, Verdict.NOT_SAME: Rule.NOT_SAME}
Said = dict[tuple[int, int], Rule]


def decided(linkage: Linkage, decisions: Sequence[Decision]) -> Linkage:
    """The linkage with the decisions obeyed, in the order in which they were taken.

    Whom no decision names stays as it was, but for the network around it. Referrals that are not there are left out.
    """
    named = _there(linkage, decisions)
    if not named:
        return linkage
    chosen = _concerned(linkage, list(named))
    nodes = linkage.node_id[chosen].tolist()
    accounts = dict(zip(nodes, linkage.account[chosen].tolist(), strict=True))
    found = divided(accounts, _ties(linkage, chosen), decisions)
    lead = linkage.lead.copy()
    lead[chosen] = np.array([found[node] for node in nodes], np.uint64)
    return _with_said(_with_leads(linkage, lead), chosen, _said(decisions, named))


def _there(linkage: Linkage, decisions: Sequence[Decision]) -> dict[int, int]:
    """The node of every referral that a decision names and that is there, by its ``node_id``."""
    ids = np.array(sorted({node for one in decisions for node in (*one.one, *one.other)}), np.uint64)
    nodes = np.flatnonzero(np.isin(linkage.node_id, ids))
    return dict(zip(linkage.node_id[nodes].tolist(), nodes.tolist(), strict=True))


def _concerned(linkage: Linkage, named: Sequence[int]) -> Flags:
    """The referrals of all linked persons with a referral that a decision names."""
    subjects = linkage.subject[np.isin(linkage.node_id, np.array(named, np.uint64))]
    chosen: Flags = np.isin(linkage.subject, subjects)
    return chosen


def _ties(linkage: Linkage, chosen: Flags) -> Iterator[Tie]:
    edges, ids = linkage.edges, linkage.node_id
    inside = np.flatnonzero(chosen[edges.a] & (linkage.subject[edges.a] == linkage.subject[edges.b]))
    columns = edges.score[inside].tolist(), ids[edges.a[inside]].tolist(), ids[edges.b[inside]].tolist()
    return (Tie(*row) for row in zip(*columns, strict=True))


def _with_leads(linkage: Linkage, lead: U64) -> Linkage:
    network, edges = _networks(linkage, lead), linkage.edges
    level = np.where(lead[edges.a] == lead[edges.b], SUBJECT, NETWORK).astype("u1")
    table = replace(edges, level=level, held=network[edges.a] != network[edges.b])
    return replace(linkage, lead=lead, network=network, edges=table)


def _networks(linkage: Linkage, lead: U64) -> U64:
    """Networks are one where a person stands in both."""
    rings, place = np.unique(linkage.network, return_inverse=True)
    _leads, first, person = np.unique(lead, return_index=True, return_inverse=True)
    joined = components(len(rings), place[first[person]].astype("i4"), place.astype("i4"))
    found: U64 = rings[joined[place]]
    return found


def _said(decisions: Sequence[Decision], named: dict[int, int]) -> Said:
    """The newest verdict on each two nodes that a decision speaks of singly; *unsure* says nothing."""
    newest: dict[tuple[int, int], Verdict] = {}
    for verdict, one, other in reversed(decisions):
        pairs = ((one[0], each) for each in other) if len(one) == 1 else ((each, other[0]) for each in one)
        for a, b in pairs:
            if a in named and b in named:
                newest.setdefault((min(named[a], named[b]), max(named[a], named[b])), verdict)
    return {pair: _RULES[verdict] for pair, verdict in newest.items() if verdict in _RULES}


def _with_said(linkage: Linkage, chosen: Flags, said: Said) -> Linkage:
    """A verdict is a further reason of the link that is there; *the same* without one is a link of its own."""
    edges = linkage.edges
    near = np.flatnonzero(chosen[edges.a] & chosen[edges.b])
    there: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, a, b in zip(near.tolist(), edges.a[near].tolist(), edges.b[near].tolist(), strict=True):
        there[min(a, b), max(a, b)].append(place)
    marked = [(there[pair][0], rule) for pair, rule in said.items() if pair in there]
    joined = [pair for pair, rule in said.items() if rule is Rule.SAME and pair not in there]
    return _with_links(_with_reasons(linkage, marked), joined)


def _with_reasons(linkage: Linkage, marked: Sequence[tuple[int, Rule]]) -> Linkage:
    """A reason more for each of these links, behind those that it has."""
    if not marked:
        return linkage
    edge = np.array([place for place, _ in marked])
    rule = np.array([int(rule) for _, rule in marked], "u1")
    at, reasons = linkage.start[edge + 1], linkage.reasons
    more = Reasons(np.insert(reasons.rule, at, rule), np.insert(reasons.a, at, -1), np.insert(reasons.b, at, -1))
    grown = np.cumsum(np.bincount(edge + 1, minlength=len(linkage.start)))
    return replace(linkage, reasons=more, start=linkage.start + grown)


def _with_links(linkage: Linkage, joined: Sequence[tuple[int, int]]) -> Linkage:
    """Links of officers' own; they have no points."""
    if not joined:
        return linkage
    a, b = (np.array([pair[side] for pair in joined], "i4") for side in (0, 1))
    level = np.where(linkage.lead[a] == linkage.lead[b], SUBJECT, NETWORK)
    held = linkage.network[a] != linkage.network[b]
    fresh = EdgeTable.of(len(joined), a=a, b=b, level=level, kind=int(Rule.SAME), held=held)
    because = Reasons.of(len(joined), rule=int(Rule.SAME), a=-1, b=-1)
    return replace(
        linkage,
        edges=EdgeTable.join([linkage.edges, fresh]),
        reasons=Reasons.join([linkage.reasons, because]),
        start=np.concatenate([linkage.start, linkage.start[-1] + np.arange(1, len(joined) + 1)]),
    )
