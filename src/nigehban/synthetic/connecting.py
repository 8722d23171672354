"""The IP events of a report: median three, a heavy tail, mostly behind carriers' shared addresses."""

from __future__ import annotations

from random import Random

from nigehban.synthetic.clock import Clock
from nigehban.synthetic.commons import carrier_address, exit_address, foreign_address, leased_address
from nigehban.synthetic.content import Capture, Report
from nigehban.synthetic.difficulty import Difficulty
from nigehban.synthetic.people import Person
from nigehban.synthetic.plan import Plan
from nigehban.synthetic.platforms import Level

_MOST = 2_000
_EVENTS = ("Login", "Login", "Login", "Upload", "Registration", "Other", "Unknown")
_DAY = 86_400
_EVENING = 15 * 3600
"""15:00 UTC, eight in the evening in Pakistan: when everybody is behind the same few addresses."""


class Connector:
    """Draws the IP events of reports."""

    def __init__(self, rng: Random, difficulty: Difficulty, clock: Clock) -> None:
        self._rng = rng
        self._difficulty = difficulty
        self._clock = clock

    def connect(self, report: Report) -> None:
        """Fill in the IP events."""
        plan = report.plan
        if plan.missing is None and plan.shape.knows_addresses:
            number = 1 if plan.shape.tabular else self._how_many(plan.level)
            report.captures = [self._capture(plan) for _ in range(number)]

    def _how_many(self, level: Level) -> int:
        if level is Level.MINIMUM:
            return self._rng.choice((0, 0, 0, 1, 1, 2))
        return min(int(self._rng.lognormvariate(1.75, 1.25)), _MOST)

    def _capture(self, plan: Plan) -> Capture:
        """One event."""
        rng, difficulty = self._rng, self._difficulty
        proxy = rng.random() < difficulty.proxy_share
        address = exit_address(rng) if proxy else self._address(plan.person)
        at = None
        if rng.random() >= difficulty.no_time_share:
            at = self._clock.somehow(rng, self._moment(plan, address))
        port = rng.randrange(1024, 65_536) if self._has_port(address) else None
        return Capture(address, rng.choice(_EVENTS), at, port, True if proxy else None)

    def _address(self, person: Person) -> str:
        draw, difficulty = self._rng.random(), self._difficulty
        if draw < difficulty.ipv6_share:
            return person.router
        if not person.home.local:
            return foreign_address(self._rng, person.home)
        if draw < difficulty.ipv6_share + difficulty.cgnat_share:
            return carrier_address(self._rng)
        return leased_address(self._rng)

    def _has_port(self, address: str) -> bool:
        return address.startswith("203.0.113.") and self._rng.random() < self._difficulty.port_share

    def _moment(self, plan: Plan, address: str) -> int:
        """Within the month before the incident; behind a carrier half the events fall into two evening hours."""
        rng = self._rng
        back = plan.incident - int(rng.expovariate(1 / (3 * _DAY)))
        if address.startswith("203.0.113.") and rng.random() < 0.5:
            return back - back % _DAY + _EVENING + rng.randrange(7200) - (_DAY if back % _DAY < _EVENING else 0)
        return back
