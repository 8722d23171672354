"""Subjects: accounts of one person, joined best evidence first and never against what contradicts.

Every refusal leaves its rule and its rows on the link, which then still counts towards a network.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nigehban.jit import njit
from nigehban.linking.columns import I32, U8, Flags
from nigehban.linking.profiles import Profiles, difference, is_hard, merge
from nigehban.linking.rules import Rule
from nigehban.linking.unions import Bars, Clusters, barred, clusters, find, flat, unite

_NOT_SAME, _TOO_LARGE = int(Rule.NOT_SAME), int(Rule.SUBJECT_TOO_LARGE)


class Joined(NamedTuple):
    """``subject`` is the smallest rank of everyone's subject. For each pair: the rule that refused it, 0 for none, and
    what shows it: rows of the profiles, or the judgement."""

    subject: I32
    refused: U8
    row_a: I32
    row_b: I32


class _Pairs(NamedTuple):
    """Pairs in order, and what becomes of them."""

    a: I32
    b: I32
    firm: Flags
    refused: U8
    row_a: I32
    row_b: I32


def join(a: I32, b: I32, firm: Flags, profiles: Profiles, bars: Bars, limit: int) -> Joined:
    """Join the pairs of ranks in their order: the best first. The chains of ``profiles`` are used up."""
    nothing = np.full(len(a), -1, "i4")
    pairs = _Pairs(a, b, firm, np.zeros(len(a), "u1"), nothing, nothing.copy())
    subject = _join(pairs, profiles, bars, limit, clusters(len(profiles.head)))
    return Joined(subject, pairs.refused, pairs.row_a, pairs.row_b)


@njit
def _join(pairs: _Pairs, profiles: Profiles, bars: Bars, limit: int, forest: Clusters) -> I32:
    """Walk the pairs; the root of everyone."""
    for i in range(len(pairs.a)):
        one, other = find(forest.parent, pairs.a[i]), find(forest.parent, pairs.b[i])
        if one == other:
            continue
        bar = barred(forest, bars, one, other)
        against = difference(profiles, one, other)
        if bar >= 0:
            _refuse(pairs, i, _NOT_SAME, bar, bar)
        elif is_hard(against.bits) or (not pairs.firm[i] and against.bits):
            _refuse(pairs, i, against.rule, against.row_a, against.row_b)
        elif forest.size[one] + forest.size[other] > limit:
            _refuse(pairs, i, _TOO_LARGE, -1, -1)
        else:
            merge(profiles, min(one, other), max(one, other))
            unite(forest, one, other)
    return flat(forest.parent)


@njit
def _refuse(pairs: _Pairs, i: int, rule: int, row_a: int, row_b: int) -> None:
    """Note why a pair stays apart."""
    pairs.refused[i] = rule
    pairs.row_a[i] = row_a
    pairs.row_b[i] = row_b
