"""Officers' decisions, laid over what was linked.

Linking knows nothing of decisions: it says which referrals are of one account and of one person. What an officer
decides joins or parts exactly those persons, and is taken back as exactly: the persons are a pure function of what was
linked and of the decisions that stand, so that a few of them can be worked out anew without the others.

The newest decision is obeyed first. *The same* joins unless a newer one keeps apart; *not the same* keeps apart unless
a newer one joined; *unsure* takes an older verdict on the very same two back. Then referrals of one account stay
together where nothing parts them, then what links joined, the strongest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from nigehban.linking.evidence import Verdict


class Decision(NamedTuple):
    """A verdict on two groups of referrals, by their ``node_id``: all of ``one`` with all of ``other``."""

    verdict: Verdict
    one: tuple[int, ...]
    other: tuple[int, ...]


class Tie(NamedTuple):
    """A link inside one linked person: its points and its two referrals, the first in the order of the table."""

    score: float
    a: int
    b: int


class Persons:
    """Referrals being joined: a forest whose root is the smallest ``node_id``, and what must stay out of each tree."""

    def __init__(self, nodes: Iterable[int]) -> None:
        self._parent = {node: node for node in nodes}
        self._sides: dict[int, dict[int, bool]] = {}

    def __contains__(self, node: int) -> bool:
        return node in self._parent

    def of(self, node: int) -> int:
        """The root of a referral."""
        while (above := self._parent[node]) != node:
            self._parent[node] = node = self._parent[above]
        return node

    def join(self, a: int, b: int) -> bool:
        """Make two one; whether they are now."""
        low, high = sorted((self.of(a), self.of(b)))
        if low == high:
            return True
        if self._apart(low, high):
            return False
        self._parent[high] = low
        mine, theirs = self._sides.pop(low, {}), self._sides.pop(high, {})
        if mine or theirs:
            self._sides[low] = mine | theirs if len(mine) > len(theirs) else theirs | mine
        return True

    def part(self, wall: int, one: Sequence[int], other: Sequence[int]) -> bool:
        """Keep two groups apart from now on; not when somebody of both is joined already."""
        mine, theirs = ({self.of(node) for node in side if node in self} for side in (one, other))
        if mine & theirs:
            return False
        for roots, side in ((mine, True), (theirs, False)):
            for root in roots:
                self._sides.setdefault(root, {})[wall] = side
        return True

    def _apart(self, one: int, other: int) -> bool:
        mine, theirs = self._sides.get(one), self._sides.get(other)
        if not mine or not theirs:
            return False
        if len(mine) > len(theirs):
            mine, theirs = theirs, mine
        return any(theirs.get(wall, side) != side for wall, side in mine.items())


def divided(accounts: Mapping[int, int], ties: Iterable[Tie], decisions: Sequence[Decision]) -> dict[int, int]:
    """For each referral the smallest ``node_id`` of its person.

    ``accounts`` are the accounts of the referrals of some linked persons, whole, with all persons that a decision joins
    to them; ``ties`` the links inside each of them; ``decisions`` in the order in which they were taken. More persons
    than asked for change nothing.
    """
    persons = Persons(accounts)
    _obey(persons, decisions)
    for members in _by_account(accounts).values():
        _keep_together(persons, members)
    for _score, a, b in sorted(ties, key=lambda tie: (-tie.score, tie.a, tie.b)):
        persons.join(a, b)
    return {node: persons.of(node) for node in accounts}


def _obey(persons: Persons, decisions: Sequence[Decision]) -> None:
    taken_back: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    for place in range(len(decisions) - 1, -1, -1):
        verdict, one, other = decisions[place]
        pair = (one, other) if one < other else (other, one)
        if pair in taken_back:
            continue
        if verdict is Verdict.UNSURE:
            taken_back.add(pair)
        elif verdict is Verdict.NOT_SAME:
            persons.part(place, one, other)
        else:
            _join_all(persons, [node for node in (*one, *other) if node in persons])


def _join_all(persons: Persons, nodes: Sequence[int]) -> None:
    for node in nodes[1:]:
        persons.join(nodes[0], node)


def _by_account(accounts: Mapping[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for node in sorted(accounts):
        found[accounts[node]].append(node)
    return found


def _keep_together(persons: Persons, members: Sequence[int]) -> None:
    """Each with the first, by ``node_id``, from which nothing keeps it apart."""
    heads: list[int] = []
    for node in members:
        if not any(persons.join(head, node) for head in heads):
            heads.append(node)
