"""Which of the officers' verdicts stand: one a pair, the latest, of equals the more cautious."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nigehban.linking.columns import I32, U8, Columns, Flags
from nigehban.linking.directory import Directory
from nigehban.linking.evidence import Judgements, Verdict
from nigehban.linking.unions import Bars, bars

_CAUTION = np.array([0, 2, 1])
"""By verdict: the same, not the same, unsure."""


@dataclass(frozen=True, slots=True)
class Standing(Columns):
    """Verdicts that stand between two referrals that are there; ``row`` counts the judgements ever given."""

    a: I32
    b: I32
    verdict: U8
    row: I32

    def are(self, verdict: Verdict) -> Standing:
        """Those with this verdict."""
        return self.take(self.verdict == verdict)

    def ranked(self, rank: I32) -> Standing:
        """The same with ranks in place of nodes, ordered by them."""
        a, b = rank[self.a], rank[self.b]
        low, high = np.minimum(a, b), np.maximum(a, b)
        order = np.lexsort((high, low))
        return Standing(low[order], high[order], self.verdict[order], self.row[order])


def standing(judgements: Judgements, directory: Directory) -> Standing:
    """The verdicts that stand. A pair of one referral with itself says nothing."""
    low, high = np.minimum(judgements.a, judgements.b), np.maximum(judgements.a, judgements.b)
    order = np.lexsort((_CAUTION[judgements.verdict], judgements.order, high, low))
    low, high = low[order], high[order]
    last = np.ones(len(order), "?")
    last[:-1] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    a, b = directory.find(low), directory.find(high)
    kept = last & (low != high) & (a >= 0) & (b >= 0)
    return Standing(a[kept], b[kept], judgements.verdict[order][kept], order[kept].astype("i4"))


def changed(before: Standing, after: Standing) -> I32:
    """The nodes of verdicts that were not so before, or are not so any more."""
    return np.concatenate([*_ends_missing(before, after), *_ends_missing(after, before)])


def _ends_missing(some: Standing, others: Standing) -> tuple[I32, I32]:
    """The ends of verdicts that the others do not hold in the same words."""

    def pack(table: Standing) -> set[tuple[int, int, int]]:
        return set(zip(table.a.tolist(), table.b.tolist(), table.verdict.tolist(), strict=True))

    held = pack(others)
    rows = zip(some.a.tolist(), some.b.tolist(), some.verdict.tolist(), strict=True)
    missing: Flags = np.fromiter((each not in held for each in rows), "?", len(some))
    return some.a[missing], some.b[missing]


def not_same(verdicts: Standing, count: int) -> Bars:
    """Bars between the ranks that an officer judged not the same."""
    chosen = verdicts.are(Verdict.NOT_SAME)
    return bars(chosen.a, chosen.b, chosen.row, count)
