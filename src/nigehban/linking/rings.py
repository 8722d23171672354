"""One ring or separate groups? What holds a network of subjects together.

A *weak* link stands on evidence of one kind only. A weak link that is a bridge (without it the network falls apart)
makes no ring of what lies on its two sides: they are separate groups joined only by that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Pair = tuple[int, int]


class Ring(NamedTuple):
    """``groups`` are the subjects of each group, largest first; ``bridges`` the weak links between them."""

    groups: tuple[tuple[int, ...], ...]
    bridges: tuple[Pair, ...]

    @property
    def is_one(self) -> bool:
        """Whether no single weak link holds the network together."""
        return len(self.groups) == 1


def ring(links: Mapping[Pair, Sequence[int]]) -> Ring:
    """What holds subjects together; ``links`` are their pairs with the kinds of evidence that join each.

    A subject is any number; every subject of the network stands in some pair.
    """
    neighbours: dict[int, list[int]] = {}
    for one, other in sorted(links):
        neighbours.setdefault(one, []).append(other)
        neighbours.setdefault(other, []).append(one)
    weak = {pair for pair, kinds in links.items() if len(set(kinds)) == 1}
    bridges = tuple(sorted(pair for pair in _bridges(neighbours) if pair in weak))
    groups = _groups(neighbours, set(bridges))
    if all(len(group) == 1 for group in groups) and len(groups) == 2:
        return Ring((tuple(sorted(neighbours)),), ())  # two subjects and one link are a pair, not two groups
    return Ring(tuple(groups), bridges)


def _bridges(neighbours: Mapping[int, Sequence[int]]) -> set[Pair]:
    """The pairs without which a part falls off (Tarjan 1974), without recursion."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    found = set()
    for root in neighbours:
        if root in order:
            continue
        order[root] = low[root] = len(order)
        stack = [(root, root, iter(neighbours[root]))]
        while stack:
            node, parent, ahead = stack[-1]
            following = next(ahead, None)
            if following is None:
                stack.pop()
                low[parent] = min(low[parent], low[node])
                if node != parent and low[node] > order[parent]:
                    found.add((min(node, parent), max(node, parent)))
            elif following not in order:
                order[following] = low[following] = len(order)
                stack.append((following, node, iter(neighbours[following])))
            elif following != parent:
                low[node] = min(low[node], order[following])
    return found


def _groups(neighbours: Mapping[int, Sequence[int]], cut: set[Pair]) -> list[tuple[int, ...]]:
    """The parts that remain when the pairs are cut, largest first."""
    seen: set[int] = set()
    groups = []
    for start in sorted(neighbours):
        if start in seen:
            continue
        group, waiting = [], [start]
        seen.add(start)
        while waiting:
            node = waiting.pop()
            group.append(node)
            for other in neighbours[node]:
                if other not in seen and (min(node, other), max(node, other)) not in cut:
                    seen.add(other)
                    waiting.append(other)
        groups.append(tuple(sorted(group)))
    return sorted(groups, key=lambda group: (-len(group), group))
