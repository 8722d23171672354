"""How good a result is, measured against the truth of a synthetic world.

Results are the files that ``nigehban triage`` writes, truth is ``truth.parquet``. Referrals that stand in only one of
the two (broken documents, rows of a format that was left out) are counted in ``Leads.unmatched`` and in nothing else.
Pairs are pairs of referrals: a lead of four referrals holds six.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from math import ceil, comb
from pathlib import Path
from typing import Any, NamedTuple

Table = dict[str, list[Any]]


class Pairs(NamedTuple):
    """Of pairs said to belong together, how many do; of those that do, how many were said."""

    true: int
    said: int
    right: int

    @property
    def precision(self) -> float:
        """1.0 when nothing was said."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """1.0 when there was nothing to say."""
        return self.right / self.true if self.true else 1.0


class Leads(NamedTuple):
    """Leads against persons.

    ``reachable`` counts only the pairs that the documents tie together by the person's own strong identifiers: the
    recall that an honest linker can reach. ``largest_false`` is the greatest number of different persons in one lead
    (1 is right).
    """

    pairs: Pairs
    reachable: Pairs
    largest_false: int
    unmatched: int


class Top(NamedTuple):
    """Children at risk in the first ``leads`` of a list, of all of them."""

    leads: int
    found: int
    children: int
    worst_rank: int

    @property
    def recall(self) -> float:
        """1.0 when no child is at risk."""
        return self.found / self.children if self.children else 1.0


class Wakes(NamedTuple):
    """Referrals that were archived at first: how many woke, of those that should and of those that should not."""

    should: int
    woke: int
    should_not: int
    woke_falsely: int
    not_archived: int

    @property
    def rate(self) -> float:
        """Of those whose missing fact arrived."""
        return self.woke / self.should if self.should else 1.0

    @property
    def false_rate(self) -> float:
        """Of those that got a later referral without it."""
        return self.woke_falsely / self.should_not if self.should_not else 0.0


class Routing(NamedTuple):
    """Referrals of local persons with a place in the document: routed to the right unit, a wrong one, or none."""

    right: int
    wrong: int
    unknown: int


def count_pairs(said: Sequence[Hashable], true: Sequence[Hashable]) -> Pairs:
    """Pairs from two labels a referral, in the same order."""
    return Pairs(_pairs(true), _pairs(said), _pairs(zip(said, true, strict=True)))


def _pairs(labels: Iterable[Hashable]) -> int:
    return sum(comb(size, 2) for size in Counter(labels).values())


def score_leads(referrals: Path, truth: Path) -> Leads:
    """Leads of ``referrals.parquet`` against the persons of ``truth.parquet``."""
    said, rows = _matched(referrals, truth, ("lead",), ("person", "reachable"))
    leads, persons = [line[0] for line in said], [row[0] for row in rows]
    reachable = [row[1] for row in rows]
    pairs = count_pairs(leads, persons)
    within = Pairs(_pairs(reachable), pairs.said, _pairs(zip(leads, reachable, strict=True)))
    return Leads(pairs, within, largest_mixture(leads, persons), _unmatched(referrals, truth, len(said)))


def score_networks(referrals: Path, truth: Path) -> Pairs:
    """Networks against rings, over the referrals of planted rings and everything put in a network with them."""
    said, rows = _matched(referrals, truth, ("network", "referral"), ("ring",))
    networks = [line[0] or line[1] for line in said]
    rings = [row[0] or line[1] for row, line in zip(rows, said, strict=True)]
    touched = {network for network, (ring,) in zip(networks, rows, strict=True) if ring}
    kept = [(n, r) for n, r in zip(networks, rings, strict=True) if n in touched]
    return count_pairs([n for n, _ in kept], [r for _, r in kept])


def largest_mixture(said: Iterable[Hashable], true: Iterable[Hashable]) -> int:
    """The greatest number of different true labels under one said label; 0 when there is nothing."""
    sizes = Counter(group for group, _ in set(zip(said, true, strict=True)))
    return max(sizes.values(), default=0)


def children_in_top(referrals: Path, leads: Path, truth: Path, share: float = 0.01) -> Top:
    """Children at risk (referrals so marked) whose lead stands in the first ``share`` of ``leads.parquet``."""
    ranked = _columns(leads, ("lead", "rank"))
    ranks = dict(zip(ranked["lead"], ranked["rank"], strict=True))
    said, rows = _matched(referrals, truth, ("lead",), ("child_at_risk",))
    last = len(ranks) + 1
    children = [ranks.get(lead, last) for (lead,), (risk,) in zip(said, rows, strict=True) if risk]
    cut = ceil(len(ranks) * share)
    order = {rank: place for place, rank in enumerate(sorted(ranks.values()), 1)}
    found = sum(order.get(rank, last) <= cut for rank in children)
    return Top(cut, found, len(children), max(children, default=0))


def children_in_order(order: Sequence[str], truth: Path, share: float = 0.01) -> Top:
    """The same for any list of referral ids, first to last: what first-in-first-out, say, would find."""
    rows = _columns(truth, ("referral", "child_at_risk"))
    place = {referral: rank for rank, referral in enumerate(order, 1)}
    children = [
        place.get(name, len(order) + 1)
        for name, risk in zip(rows["referral"], rows["child_at_risk"], strict=True)
        if risk
    ]
    cut = ceil(len(order) * share)
    return Top(cut, sum(rank <= cut for rank in children), len(children), max(children, default=0))


def score_wakes(before: Path, after: Path, truth: Path) -> Wakes:
    """What was archived in ``before`` (``referrals.parquet`` of the first run) and is open in ``after``."""
    archived, opened = _with_status(before, "archived"), _with_status(after, "open")
    rows = _columns(truth, ("referral", "wake"))
    planted = [(name, wake) for name, wake in zip(rows["referral"], rows["wake"], strict=True) if wake]
    should = [name for name, wake in planted if wake == "wakes" and name in archived]
    should_not = [name for name, wake in planted if wake == "control" and name in archived]
    return Wakes(
        len(should),
        sum(name in opened for name in should),
        len(should_not),
        sum(name in opened for name in should_not),
        len(planted) - len(should) - len(should_not),
    )


def _with_status(path: Path, status: str) -> set[str]:
    rows = _columns(path, ("referral", "status"))
    return {name for name, state in zip(rows["referral"], rows["status"], strict=True) if state == status}


def score_routing(referrals: Path, truth: Path) -> Routing:
    """Units against the true homes of local persons whose document shows the town."""
    said, rows = _matched(referrals, truth, ("unit",), ("unit", "place_shown"))
    answers = [
        (unit or "", home)
        for (unit,), (home, shown) in zip(said, rows, strict=True)
        if home and shown in {"address", "estimated"}
    ]
    right = sum(unit == home for unit, home in answers)
    unknown = sum(unit in {"", "HQ", "UNKNOWN"} for unit, _ in answers)
    return Routing(right, len(answers) - right - unknown, unknown)


def _matched(
    referrals: Path, truth: Path, said: tuple[str, ...], true: tuple[str, ...]
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """One line a referral that stands in both files: what was said of it, and what is true. Last version wins."""
    result, known = _columns(referrals, ("referral", *said)), _columns(truth, ("referral", *true))
    answers = dict(zip(result["referral"], zip(*(result[name] for name in said), strict=True), strict=True))
    names = dict(zip(known["referral"], zip(*(known[name] for name in true), strict=True), strict=True))
    both = sorted(answers.keys() & names.keys())
    return [answers[name] for name in both], [names[name] for name in both]


def _unmatched(referrals: Path, truth: Path, matched: int) -> int:
    """Referrals of the first delivery that only one side knows."""
    said = set(_columns(referrals, ("referral",))["referral"])
    known = _columns(truth, ("referral", "arrives"))
    first = {n for n, arrives in zip(known["referral"], known["arrives"], strict=True) if arrives == "documents"}
    return len(said | first) - matched


def _columns(path: Path, names: Sequence[str]) -> Table:
    import pyarrow.parquet as pq  # noqa: PLC0415

    wanted = list(dict.fromkeys(names))
    columns: Table = pq.read_table(path, columns=wanted).to_pydict()
    return columns
