"""One community of a world: its people, and which referrals will speak of whom.

A community is made from (seed, index) alone and stands by itself except for the commons, so that a world of any
size can be written by any number of processes, piece by piece, with the same result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from nigehban.synthetic.commons import Commons
from nigehban.synthetic.difficulty import Difficulty
from nigehban.synthetic.inventing import Inventor
from nigehban.synthetic.people import Account, Household, Person, Ring
from nigehban.synthetic.plan import SCHEMES, Danger, Missing, Plan, Shape, Told
from nigehban.synthetic.platforms import BY_NAME, Level, pick_level

FIRST_NUMBER = 190_000_000
_DAY = 86_400
_TABLES = (Shape.HOTLINE, Shape.INTERPOL, Shape.FOREIGN, Shape.FAMILY, Shape.PROVINCIAL)
_TELLING = (Told.TAG, Told.FIELD, Told.ENGLISH, Told.URDU, Told.ROMAN)
_TELLING_WEIGHTS = (24, 22, 22, 16, 16)
_PLATFORM_TAGS = frozenset({Danger.SEXTORTION, Danger.LIVE_STREAMING})
_RETELLING = (Told.ENGLISH, Told.URDU, Told.ROMAN)
_ACCOUNTS = (1, 2, 3, 4, 5, 6)
_ACCOUNT_WEIGHTS = (10, 30, 28, 16, 10, 6)


@dataclass(slots=True)
class Community:
    """Some thousand referrals and the people in them. ``plans`` is in order of arrival, ``later`` comes after."""

    index: int
    rng: Random
    persons: list[Person] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    later: list[Plan] = field(default_factory=list)

    @property
    def households(self) -> list[Household]:
        """The households, in order of their ids."""
        found = {person.household.id: person.household for person in self.persons if person.household}
        return [found[name] for name in sorted(found)]

    @property
    def rings(self) -> list[Ring]:
        """The rings, in order of their ids."""
        found = {person.ring.id: person.ring for person in self.persons if person.ring}
        return [found[name] for name in sorted(found)]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a community needs to know of the world around it."""

    seed: int
    communities: int
    month_seconds: int
    commons: Commons
    difficulty: Difficulty


def make_community(frame: Frame, index: int, size: int) -> Community:
    """The people and plans of community ``index`` with ``size`` referrals."""
    rng = Random(f"{frame.seed}/community/{index}")
    return _Founder(frame, Community(index, rng), size).found()


class _Founder:
    """Fills a community: people first, then their referrals, then what is special about some of them."""

    def __init__(self, frame: Frame, community: Community, size: int) -> None:
        self._frame = frame
        self._difficulty = frame.difficulty
        self._community = community
        self._rng = community.rng
        self._size = size
        self._inventor = Inventor(community.rng, frame.difficulty, f"{community.index:04d}")

    def found(self) -> Community:
        """The whole community."""
        followers = round(self._size * self._difficulty.supplement_share)
        self._settle(self._size - followers)
        self._age_some_phones()
        self._shape_all()
        self._endanger()
        self._plant_decoys()
        self._plant_wakes()
        self._supplement(followers)
        self._number()
        return self._community

    def _share(self, part: float) -> int:
        """How many referrals a share is; at least one in a community that is large enough to show it."""
        return max(round(self._size * part), 1 if self._size >= 200 else 0)

    def _draw(self, plans: list[Plan], part: float) -> list[Plan]:
        """Some of the plans, as many as a share of the whole is."""
        return self._rng.sample(plans, min(self._share(part), len(plans)))

    # people and how often each is reported

    def _settle(self, size: int) -> None:
        plans = self._community.plans
        for share, settle in (
            (self._difficulty.ring_share, self._ring),
            (self._difficulty.household_share, self._household),
            (self._difficulty.repeat_share, self._repeater),
        ):
            until = len(plans) + int(size * share)
            while len(plans) < until:
                settle()
        del plans[size:]
        while len(plans) < size:
            self._report(self._move_in(self._inventor.person()))

    def _move_in(self, person: Person) -> Person:
        self._community.persons.append(person)
        return person

    def _ring(self) -> None:
        accounts = min(40, 3 + int(self._rng.expovariate(1 / 7)))
        for person in self._inventor.ring(accounts):
            self._move_in(person)
            for account in person.accounts:
                self._community.plans.append(self._plan(person, account))
            if self._rng.random() < 0.3:
                self._report(person)

    def _household(self) -> None:
        for person in self._inventor.household(self._rng.choice((2, 2, 3, 3, 4, 5))):
            self._move_in(person)
            self._report(person)
            if self._rng.random() < 0.25:
                self._report(person)

    def _repeater(self) -> None:
        times = 2
        while times < 30 and self._rng.random() < 0.5:
            times += 1
        accounts = min(self._rng.choices(_ACCOUNTS, _ACCOUNT_WEIGHTS)[0], times)
        person = self._move_in(self._inventor.person(accounts))
        person.collection = [f"{self._rng.getrandbits(128):032x}" for _ in range(3)]
        for turn in range(times):
            self._report(person, turn)

    def _report(self, person: Person, turn: int = 0) -> None:
        """One more referral about the person: an account that was closed is followed by the next one."""
        self._community.plans.append(self._plan(person, person.accounts[turn % len(person.accounts)]))

    def _plan(self, person: Person, account: Account) -> Plan:
        rng = self._rng
        platform = BY_NAME[account.platform]
        received = rng.randrange(self._frame.month_seconds)
        incident = received - int(rng.expovariate(1 / (6 * _DAY))) - 600
        return Plan(person, account, platform, received, incident, level=pick_level(rng, platform))

    def _age_some_phones(self) -> None:
        """Some phone numbers change hands: the old holder's referrals are a year old or more."""
        rng, persons = self._rng, self._community.persons
        free = [person for person in persons if person.home.local and not person.household and not person.ring]
        pairs = min(self._share(self._difficulty.old_share), len(free) // 2)
        chosen = rng.sample(free, 2 * pairs)
        for before, now in zip(chosen[:pairs], chosen[pairs:], strict=True):
            before.old = True
            now.phones[0] = before.phones[0]
        for plan in self._community.plans:
            if plan.person.old:
                plan.incident -= rng.randrange(380, 540) * _DAY

    # what is special about some referrals

    def _shape_all(self) -> None:
        rng, difficulty = self._rng, self._difficulty
        for plan in self._community.plans:
            draw = rng.random() - difficulty.table_share
            if draw < 0:
                plan.shape, plan.level = rng.choice(_TABLES), Level.TYPICAL
            elif draw < difficulty.xml_share:
                plan.shape = Shape.PLATFORM_XML
            elif draw < difficulty.xml_share + difficulty.zip_share:
                plan.shape = Shape.POLICE_ZIP

    def _endanger(self) -> None:
        rng = self._rng
        for plan in self._draw(self._community.plans, self._difficulty.at_risk_share):
            plan.danger = rng.choice(tuple(Danger))
            plan.told = self._telling(plan.shape, plan.danger)
            if plan.level is Level.MINIMUM:
                plan.level = Level.TYPICAL
            ring = plan.person.ring
            plan.victim = rng.choice(ring.victims) if ring else self._inventor.victim(minor=True)

    def _telling(self, shape: Shape, danger: Danger) -> Told:
        """How this danger is told: sheets have words only, platforms have tags for two dangers only."""
        told = self._rng.choices(_TELLING, _TELLING_WEIGHTS)[0]
        if shape.tabular and not told.in_words:
            return self._rng.choice(_RETELLING)
        if shape is Shape.PLATFORM_XML and told is Told.TAG and danger not in _PLATFORM_TAGS:
            return Told.FIELD
        return told

    def _plant_decoys(self) -> None:
        rng = self._rng
        quiet = [plan for plan in self._community.plans if plan.danger is None and plan.level is not Level.MINIMUM]
        for plan in self._draw(quiet, self._difficulty.adult_decoy_share):
            plan.adult_decoy = True
            plan.victim = self._inventor.victim(minor=False)
        for plan in self._draw(quiet, self._difficulty.talk_share):
            plan.talk_decoy = True
        for plan in quiet:
            ring = plan.person.ring
            if ring and plan.victim is None and rng.random() < 0.15:
                plan.victim = rng.choice(ring.victims)

    def _plant_wakes(self) -> None:
        rng = self._rng
        chosen = self._draw(list(self._once_reported()), self._difficulty.wake_share)
        for index, plan in enumerate(chosen):
            plan.missing = rng.choice(tuple(Missing))
            plan.level = Level.MINIMUM
            follower = self._follower(plan)
            follower.brings = plan.missing if index % 2 == 0 else None
            if follower.brings is None or plan.missing is Missing.IDENTIFIER:
                follower.supplements = plan
            self._community.later.append(follower)

    def _once_reported(self) -> Iterator[Plan]:
        times: dict[str, int] = {}
        for plan in self._community.plans:
            times[plan.person.id] = times.get(plan.person.id, 0) + 1
        for plan in self._community.plans:
            person = plan.person
            special = plan.danger or plan.adult_decoy or plan.talk_decoy or person.old or person.household
            plain = plan.shape is Shape.POLICE_JSON and plan.platform.name != "WhatsApp"  # its user id is a phone
            if times[person.id] == 1 and person.home.local and plain and not special and not person.ring:
                yield plan

    def _follower(self, plan: Plan) -> Plan:
        received = self._frame.month_seconds + self._rng.randrange(_DAY)
        follower = Plan(plan.person, plan.account, plan.platform, received, received - 3 * _DAY)
        follower.answers, follower.later = plan, True
        plan.followers.append(follower)
        return follower

    def _supplement(self, followers: int) -> None:
        rng = self._rng
        able = [plan for plan in self._community.plans if plan.shape.police and plan.missing is None]
        for plan in rng.sample(able, followers):
            received = min(plan.received + rng.randrange(3600, 8 * _DAY), self._frame.month_seconds - 1)
            extra = Plan(plan.person, plan.account, plan.platform, received, plan.incident)
            extra.supplements = plan
            self._community.plans.append(extra)

    def _number(self) -> None:
        """Numbers rise with arrival, and those of all communities interleave."""
        self._community.plans.sort(key=lambda plan: (plan.received, plan.person.id))
        for rank, plan in enumerate(self._community.plans + self._community.later):
            plan.number = FIRST_NUMBER + rank * self._frame.communities + self._community.index
            plan.scheme = SCHEMES[plan.shape]
