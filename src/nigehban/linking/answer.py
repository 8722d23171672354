"""One ring or separate groups? The answer for one network, from its links alone.

Persons are one ring where they stay connected after the loss of any single weak tie. A tie between two persons
is weak when everything that ties them is of one group of evidence and each value could be a coincidence: a shared
phone alone, a shared messaging group alone. Removing every weak tie on which the connection hangs leaves the
*parts*; a part of one person is loosely tied to the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from nigehban.linking.linkage import NETWORK, Linkage
from nigehban.linking.rules import FIRST_RULE, Rule
from nigehban.linking.weights import Weights, standard

_TIES = frozenset({Rule.VICTIM, Rule.SUPPLEMENT, Rule.PRIOR, Rule.ASSOCIATED, Rule.NAME_AND_BIRTH, Rule.NAME})
Pair = tuple[int, int]


class Shape(StrEnum):
    """What a network is."""

    ONE_PERSON = "one person"
    ONE_RING = "one ring"
    LOOSE_RING = "one ring with persons loosely tied to it"
    SEPARATE_GROUPS = "separate groups"


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties two leads: the numbers of the linkage's edges, and the groups of evidence they rest on.

    ``weak`` as the module says; ``bridge`` when the network falls apart without this tie.
    """

    leads: Pair
    edges: tuple[int, ...]
    evidence: tuple[str, ...]
    bridge: bool

    @property
    def weak(self) -> bool:
        """True when one group of evidence is all there is."""
        return len(self.evidence) < 2


@dataclass(frozen=True, slots=True)
class Answer:
    """``parts`` are the leads that hold together, the largest first; ``between`` the weak ties that alone join them."""

    shape: Shape
    parts: tuple[tuple[int, ...], ...]
    between: tuple[Tie, ...]
    ties: tuple[Tie, ...]


def one_ring_or_groups(linkage: Linkage, network: int, weights: Weights | None = None) -> Answer:
    """The answer for the network with this id. Raises ``KeyError`` when there is none."""
    nodes = np.flatnonzero(linkage.network == np.uint64(network))
    if not len(nodes):
        raise KeyError(f"There is no network {network}.")
    leads = sorted({int(each) for each in linkage.lead[nodes]})
    ties = _ties(linkage, network, weights or standard())
    between = tuple(tie for tie in ties if tie.weak and tie.bridge)
    cut = {tie.leads for tie in between}
    parts = _parts(leads, [tie.leads for tie in ties if tie.leads not in cut])
    return Answer(_shape(parts), parts, between, ties)


def _shape(parts: tuple[tuple[int, ...], ...]) -> Shape:
    """The shape by the parts: at most one of them has several persons, or they are separate groups."""
    several = sum(len(part) > 1 for part in parts)
    if len(parts) == 1:
        return Shape.ONE_RING if several else Shape.ONE_PERSON
    return Shape.LOOSE_RING if several == 1 else Shape.SEPARATE_GROUPS


def _ties(linkage: Linkage, network: int, weights: Weights) -> tuple[Tie, ...]:
    """The ties between the network's leads, each with whether it is a bridge."""
    edges = linkage.edges
    inside = (linkage.network[edges.a] == np.uint64(network)) & (edges.level == NETWORK) & ~edges.held
    found: dict[Pair, list[int]] = defaultdict(list)
    for edge in np.flatnonzero(inside).tolist():
        a, b = int(linkage.lead[edges.a[edge]]), int(linkage.lead[edges.b[edge]])
        found[min(a, b), max(a, b)].append(edge)
    bridges = _bridges(found)
    return tuple(
        Tie(pair, tuple(numbers), _evidence(linkage, numbers, weights), pair in bridges)
        for pair, numbers in sorted(found.items())
    )


def _evidence(linkage: Linkage, edges: Iterable[int], weights: Weights) -> tuple[str, ...]:
    """The groups of evidence that these edges rest on."""
    groups = set()
    for edge in edges:
        for rule in linkage.reasons.rule[linkage.start[edge] : linkage.start[edge + 1]].tolist():
            if rule < FIRST_RULE or rule in _TIES:
                groups.add(weights.groups[weights.group[rule]])
    return tuple(sorted(groups))


def _parts(leads: Iterable[int], pairs: Iterable[Pair]) -> tuple[tuple[int, ...], ...]:
    """Connected leads, the largest part first."""
    neighbours = _neighbours(pairs)
    parts, seen = [], set[int]()
    for lead in leads:
        if lead not in seen:
            part = _reached(lead, neighbours)
            seen |= part
            parts.append(tuple(sorted(part)))
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))


def _reached(start: int, neighbours: Mapping[int, set[int]]) -> set[int]:
    """Everyone connected with one lead."""
    reached, waiting = {start}, [start]
    while waiting:
        fresh = neighbours.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting.extend(fresh)
    return reached


def _neighbours(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    """Who is tied to whom."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        neighbours[a].add(b)
        neighbours[b].add(a)
    return neighbours


def _bridges(pairs: Iterable[Pair]) -> set[Pair]:
    """The pairs without which their ends are no longer connected (networks are small: each is simply left out)."""
    neighbours = _neighbours(pairs)
    bridges = set()
    for a, b in pairs:
        neighbours[a].discard(b)
        neighbours[b].discard(a)
        if b not in _reached(a, neighbours):
            bridges.add((a, b))
        neighbours[a].add(b)
        neighbours[b].add(a)
    return bridges
