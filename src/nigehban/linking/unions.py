"""Union-find in compiled code. The smaller number is always the root, so that labels do not depend on order."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nigehban.jit import njit
from nigehban.linking.columns import I32, I64


class Bars(NamedTuple):
    """Pairs that must stay apart: the partners of ``i`` are ``start[i]`` to ``start[i + 1]``; ``row`` says why."""

    start: I64
    partner: I32
    row: I32


class Clusters(NamedTuple):
    """A forest; ``following`` runs round the members of each cluster; ``size`` counts at its root."""

    parent: I32
    following: I32
    size: I32


def bars(a: I32, b: I32, row: I32, count: int) -> Bars:
    """Bars between ``a`` and ``b``, both ways."""
    one, other = np.concatenate([a, b]), np.concatenate([b, a])
    order = np.lexsort((other, one))
    start = np.zeros(count + 1, "i8")
    np.cumsum(np.bincount(one, minlength=count), out=start[1:])
    return Bars(start, other[order], np.concatenate([row, row])[order])


def clusters(count: int) -> Clusters:
    """Everyone alone."""
    return Clusters(np.arange(count, dtype="i4"), np.arange(count, dtype="i4"), np.ones(count, "i4"))


@njit
def find(parent: I32, i: int) -> int:
    """The root of ``i``; halves the path on the way."""
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


@njit
def components(count: int, a: I32, b: I32) -> I32:
    """The smallest member of everyone's component."""
    parent = np.arange(count).astype(np.int32)
    for i in range(len(a)):
        one, other = find(parent, a[i]), find(parent, b[i])
        parent[max(one, other)] = min(one, other)
    return flat(parent)


@njit
def flat(parent: I32) -> I32:
    """Every root, looked up once."""
    for i in range(len(parent)):
        parent[i] = parent[parent[i]]
    return parent


@njit
def unite(clusters: Clusters, one: int, other: int) -> None:
    """Make two roots one."""
    low, high = min(one, other), max(one, other)
    clusters.parent[high] = low
    clusters.size[low] += clusters.size[high]
    spare = clusters.following[low]
    clusters.following[low] = clusters.following[high]
    clusters.following[high] = spare


@njit
def barred(clusters: Clusters, bars: Bars, one: int, other: int) -> int:
    """The row of a bar between two roots' clusters, -1 for none; looks from the smaller one."""
    if len(bars.partner) == 0:
        return -1
    if clusters.size[one] > clusters.size[other]:
        one, other = other, one
    member = one
    while True:
        for i in range(bars.start[member], bars.start[member + 1]):
            if find(clusters.parent, bars.partner[i]) == other:
                return int(bars.row[i])
        member = clusters.following[member]
        if member == one:
            return -1
