"""Accounts: the referrals that are about one account, by themselves and before any weighing.

Referrals hang together in a *strand* by the exact account of the reported person, by supplements, and by an
officer's "the same". "Not the same" is obeyed always: inside a strand with such a verdict the bonds are taken in
order (verdicts, supplements, accounts; then by key and ``node_id``) and one that would join a barred pair is not.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nigehban.jit import njit
from nigehban.linking.columns import I32, I64, U64, Flags
from nigehban.linking.edges import Edges, Links, Reasons
from nigehban.linking.keysets import by_key, by_number
from nigehban.linking.rows import Rows
from nigehban.linking.rules import Rule
from nigehban.linking.unions import Bars, Clusters, barred, clusters, components, find, flat, unite
from nigehban.linking.verdicts import Standing
from nigehban.linking.weights import Weights


class Bound(NamedTuple):
    """For every rank: the smallest rank of its strand and of its account."""

    strand: I32
    atom: I32


def bind(rows: Rows, node: I32, same: Standing, bars: Bars, count: int) -> Bound:
    """Strands and accounts from rows marked ``BINDS``; ``node`` and the verdicts are ranks below ``count``."""
    order = by_number(node)
    order = order[by_key(rows.key[order])]
    key, ranks = rows.key[order], node[order]
    alike = key[1:] == key[:-1]
    a = np.concatenate([same.a, ranks[:-1][alike]])
    b = np.concatenate([same.b, ranks[1:][alike]])
    strand = components(count, a, b)
    if not len(bars.partner):
        return Bound(strand, strand)
    owner = np.repeat(np.arange(count, dtype="i4"), np.diff(bars.start))
    strained = np.zeros(count, "?")
    strained[strand[owner[strand[owner] == strand[bars.partner]]]] = True
    if not strained.any():
        return Bound(strand, strand)
    leader = ranks[np.maximum.accumulate(np.where(np.r_[True, ~alike], np.arange(len(key)), 0))][1:][alike]
    supplements = rows.kind[order[1:]][alike] == Rule.SUPPLEMENT
    pairs = _interleaved(same, a[len(same.a) :], b[len(same.a) :], leader, supplements)
    pairs = pairs[strained[strand[pairs[:, 0]]]]
    parent = clusters(count)
    _unite_unless_barred(parent, bars, pairs[:, 0].copy(), pairs[:, 1].copy())
    return Bound(strand, np.where(strained[strand], flat(parent.parent), strand))


def _interleaved(same: Standing, before: I32, each: I32, leader: I32, supplements: Flags) -> I32:
    """Verdicts, then every bond as two: with the first that has the key, with the one just before."""
    first = np.argsort(~supplements, kind="stable")
    bonds = np.stack([np.stack([leader, each], 1), np.stack([before, each], 1)], 1)[first].reshape(-1, 2)
    return np.concatenate([np.stack([same.a, same.b], 1), bonds])


@njit
def _unite_unless_barred(parent: Clusters, bars: Bars, a: I32, b: I32) -> None:
    """Unite pair by pair what no bar keeps apart."""
    for i in range(len(a)):
        one, other = find(parent.parent, a[i]), find(parent.parent, b[i])
        if one != other and barred(parent, bars, one, other) < 0:
            unite(parent, one, other)


def bonds(rows: Rows, node: I32, atom: I32, same: Standing, by_rank: I32, weights: Weights) -> Edges:
    """The bonds inside accounts, to be shown: of each key and account, everyone with the smallest ``node_id``.

    ``atom`` is the account of every rank; ``by_rank`` turns ranks into nodes.
    """
    order = np.argsort(rows.at, kind="stable")
    for number in (node, atom[node]):
        order = order[by_number(number[order])]
    order = order[by_key(rows.key[order])]
    order = order[_first_of(rows.key[order], node[order])]
    key, ranks = rows.key[order], node[order]
    inside = (key[1:] == key[:-1]) & (atom[ranks[1:]] == atom[ranks[:-1]])
    first = np.maximum.accumulate(np.where(np.r_[True, ~inside], np.arange(len(key)), 0))[1:][inside]
    other = np.flatnonzero(inside) + 1
    kept = atom[same.a] == atom[same.b]
    low, high = np.minimum(same.a, same.b)[kept], np.maximum(same.a, same.b)[kept]
    kinds = np.concatenate([rows.kind[order[other]], np.full(len(low), Rule.SAME, "u1")])
    a = by_rank[np.concatenate([ranks[first], low])].astype("i4")
    b = by_rank[np.concatenate([ranks[other], high])].astype("i4")
    reasons = Reasons(
        kinds,
        np.concatenate([rows.origin[order[first]], same.row[kept]]),
        np.concatenate([rows.origin[order[other]], same.row[kept]]),
    )
    points = weights.subject.copy(), weights.network.copy()
    for each in points:
        each[Rule.SAME] = each.max()
    links = Links.of(
        len(a), a=a, b=b, kind=kinds, same_person=points[0][kinds], same_ring=points[1][kinds],
        may_join=True, firm=True, refused_a=-1, refused_b=-1,
    )  # fmt: skip
    return Edges(links, np.arange(len(a) + 1), reasons)


def _first_of(key: U64, node: I32) -> I64:
    """Where a referral stands first under a key."""
    fresh = np.ones(len(key), "?")
    fresh[1:] = (key[1:] != key[:-1]) | (node[1:] != node[:-1])
    return np.flatnonzero(fresh)
