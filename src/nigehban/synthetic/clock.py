"""Times of a synthetic month, written the ways senders write them."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

_PAKISTAN = timedelta(hours=5)


class Clock:
    """Writes seconds since the month began as text."""

    def __init__(self, start: datetime) -> None:
        self._start = start.replace(tzinfo=None)

    def utc(self, seconds: int) -> str:
        """ISO 8601 with ``Z``."""
        return f"{(self._start + timedelta(seconds=seconds)).isoformat()}Z"

    def local(self, seconds: int) -> str:
        """The same instant as a Pakistani clock shows it, with its offset."""
        return f"{(self._start + timedelta(seconds=seconds) + _PAKISTAN).isoformat()}+05:00"

    def plain(self, seconds: int) -> str:
        """As lists have it, in UTC without saying so."""
        return f"{self._start + timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S}"

    def form(self, seconds: int) -> str:
        """As Pakistani forms have it: day/month/year, local time, without saying so."""
        return f"{self._start + timedelta(seconds=seconds) + _PAKISTAN:%d/%m/%Y %H:%M}"

    def somehow(self, rng: Random, seconds: int) -> str:
        """Mostly UTC, sometimes with an offset, rarely without any zone."""
        draw = rng.random()
        if draw < 0.88:
            return self.utc(seconds)
        if draw < 0.98:
            return self.local(seconds)
        return self.utc(seconds)[:-1]
