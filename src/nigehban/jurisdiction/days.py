"""A day of law as far as it is known: the first and the last day that it may have been.

Sources often say "2018" or "January 2025". Nothing is guessed: on a day inside the span, both readings hold.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from nigehban.jurisdiction.tables import Section

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")


class Day(NamedTuple):
    """Some day from ``first`` to ``last``; equal where the day is known."""

    first: date
    last: date

    @property
    def told(self) -> str:
        """The day for a sentence."""
        return str(self) if self.first == self.last else f"some day from {self.first} to {self.last}"

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


def read_day(section: Section, key: str) -> Day | None:
    """A TOML day, or a text: ``"2018"``, ``"2025-01"``, ``"2018-01-01/2018-05-30"``. ``None``: not stated."""
    if key not in section:
        return None
    value = section.get(key, object)
    if type(value) is date:
        return Day(value, value)
    found = _parsed(value) if isinstance(value, str) else None
    if found is None or found.last < found.first:
        raise section.error(
            key, f"is no day: {value!r}. Write 2018-05-30, '2018-05', '2018' or '2018-01-01/2018-05-30'."
        )
    return found


def _parsed(text: str) -> Day | None:
    try:
        if "/" in text:
            return Day(*map(date.fromisoformat, text.split("/")))
        return _whole(text)
    except (ValueError, TypeError):
        return None


def _whole(text: str) -> Day | None:
    """A whole year or month."""
    parts = _PARTIAL.fullmatch(text)
    if parts is None:
        return None
    year, month = int(parts[1]), parts[2] and int(parts[2])
    if not month:
        return Day(date(year, 1, 1), date(year, 12, 31))
    return Day(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
