"""Periods of whole days in the pack's zone, and the moments at which they begin and end."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

_DAY = timedelta(days=1)
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_MONTHS = 12


class Cadence(StrEnum):
    """How often a product is made; a week begins on Monday."""

    DAY = "P1D"
    WEEK = "P7D"
    MONTH = "P1M"
    QUARTER = "P3M"
    HALF_YEAR = "P6M"
    YEAR = "P1Y"

    def around(self, day: date) -> Period:
        """The period that holds a day."""
        if self is Cadence.DAY:
            return Period(day, day)
        if self is Cadence.WEEK:
            ahead = min(6 - day.weekday(), (date.max - day).days)
            return Period(day - min(timedelta(day.weekday()), day - date.min), day + timedelta(ahead))
        months = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF_YEAR: 6, Cadence.YEAR: _MONTHS}[self]
        first = (day.month - 1) // months * months + 1
        return Period(date(day.year, first, 1), _last_day(day.year, first + months - 1))

    def before(self, day: date) -> Period:
        """The last period that was over before a day."""
        first = self.around(day).first
        return self.around(first if first == date.min else first - _DAY)


class Period(NamedTuple):
    """Days from the first to the last, both inside."""

    first: date
    last: date

    def moments(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """When it begins, and when it is over (no longer inside), in UTC; the ends of the calendar at the most."""
        return _midnight(self.first, zone), _LAST if self.last == date.max else _midnight(self.last + _DAY, zone)


def _midnight(day: date, zone: tzinfo) -> datetime:
    try:
        return datetime.combine(day, time(), zone).astimezone(UTC)
    except OverflowError:
        return _FIRST if day.year == date.min.year else _LAST


def _last_day(year: int, month: int) -> date:
    return date(year, month, 31) if month == _MONTHS else date(year, month + 1, 1) - _DAY
