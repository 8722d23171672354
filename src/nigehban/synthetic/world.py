"""A synthetic world: everything that documents will be written from, by seed and nothing else.

The world is lazy. It holds its parameters and the commons; each community is made when it is asked for, always the
same one, so that two hundred thousand referrals need no more memory than four thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from nigehban.synthetic.commons import Commons, make_commons
from nigehban.synthetic.community import Community, Frame, make_community
from nigehban.synthetic.difficulty import DEFAULT, Difficulty
from nigehban.synthetic.people import Household, Person, Ring
from nigehban.synthetic.plan import Plan

COMMUNITY_SIZE = 4_000
"""Referrals of one community; also what one process holds in memory at a time."""
DEFAULT_MONTH = date(2026, 10, 1)


@dataclass(frozen=True, slots=True)
class World:
    """``count`` referrals that arrive in ``month`` (its first day), and what arrives the day after it."""

    count: int
    seed: int
    month: date
    difficulty: Difficulty
    commons: Commons

    @property
    def start(self) -> datetime:
        """When the month begins, in UTC."""
        return datetime(self.month.year, self.month.month, 1, tzinfo=UTC)

    @property
    def month_seconds(self) -> int:
        """How long the month is."""
        following = self.start.replace(year=self.month.year + self.month.month // 12, month=self.month.month % 12 + 1)
        return int((following - self.start).total_seconds())

    @property
    def sizes(self) -> list[int]:
        """The number of referrals of each community; they add up to ``count``."""
        parts = max(1, -(-self.count // COMMUNITY_SIZE))
        return [self.count // parts + (index < self.count % parts) for index in range(parts)]

    def community(self, index: int) -> Community:
        """Community ``index``, made anew and always the same."""
        sizes = self.sizes
        frame = Frame(self.seed, len(sizes), self.month_seconds, self.commons, self.difficulty)
        return make_community(frame, index, sizes[index])

    def communities(self) -> Iterator[Community]:
        """All communities, one at a time."""
        return (self.community(index) for index in range(len(self.sizes)))

    def persons(self) -> Iterator[Person]:
        """Everyone who is reported."""
        return (person for community in self.communities() for person in community.persons)

    def households(self) -> Iterator[Household]:
        """Every household that shares a phone, a line and a device."""
        return (household for community in self.communities() for household in community.households)

    def rings(self) -> Iterator[Ring]:
        """Every ring."""
        return (ring for community in self.communities() for ring in community.rings)

    def plans(self) -> Iterator[Plan]:
        """Every referral that is to be written, the later ones at the end of their community."""
        for community in self.communities():
            yield from community.plans
            yield from community.later


def make_world(count: int, seed: int, month: date = DEFAULT_MONTH, difficulty: Difficulty = DEFAULT) -> World:
    """The world of ``count`` referrals of a month. The same arguments give the same documents, byte for byte.

    Raises ``ValueError`` when ``count`` is not positive.
    """
    if count < 1:
        raise ValueError(f"the number of referrals must be 1 or more, not {count}")
    pool = int(count * difficulty.pool_share)
    return World(count, seed, month, difficulty, make_commons(seed, pool, difficulty.zipf))
