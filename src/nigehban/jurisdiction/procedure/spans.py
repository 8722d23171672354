"""Lengths of legal time, and what comes when one has passed.

Hours pass on the clock; days, months and years pass on the calendar of the country's zone, to the same hour of the day;
working days leave out the country's weekend and know no holidays.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import MAXYEAR, UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

_ISO = re.compile(r"P(?=[\dT])(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,4})D)?(?:T(\d{1,4})H)?")
_WORKING = re.compile(r"(\d{1,3}) working days?")

MOMENT = timedelta(microseconds=1)
"""The least that can pass: what holds after a time holds from a moment later on."""


class Span(NamedTuple):
    """A length of time; each part is counted in its own way."""

    months: int = 0
    days: int = 0
    hours: int = 0
    working_days: int = 0

    def __str__(self) -> str:
        named = (
            (self.months, "month"),
            (self.days, "day"),
            (self.hours, "hour"),
            (self.working_days, "working day"),
        )
        return " ".join(f"{n} {unit}{'s' * (n != 1)}" for n, unit in named if n)


class Calendar(NamedTuple):
    """The country's zone and its weekend (Monday is 0)."""

    zone: tzinfo
    weekend: Collection[int] = ()

    def after(self, moment: datetime, span: Span) -> datetime:
        """When a span from a moment on has passed (UTC). Raises ``OverflowError`` past the year 9999."""
        if span.months or span.days or span.working_days:
            local = moment.astimezone(self.zone).replace(tzinfo=None)
            local = self._working(_months(local, span.months) + timedelta(days=span.days), span.working_days)
            moment = local.replace(tzinfo=self.zone).astimezone(UTC)
        return moment + timedelta(hours=span.hours)

    def before(self, moment: datetime, span: Span) -> datetime:
        """A span before a moment (UTC), counted in hours and days of 24 hours: for alarms, not for law."""
        return moment - timedelta(days=span.months * 30 + span.days + span.working_days, hours=span.hours)

    def local(self, moment: datetime) -> datetime:
        """The moment on the country's clocks."""
        return moment.astimezone(self.zone)

    def _working(self, local: datetime, count: int) -> datetime:
        while count:
            local += timedelta(days=1)
            count -= local.weekday() not in self.weekend
        return local


def read_span(text: str) -> Span | None:
    """``PT24H``, ``P14D``, ``P3M``, ``P1Y``, ``7 working days``; ``None`` for what is no span."""
    if working := _WORKING.fullmatch(text):
        return Span(working_days=int(working[1]))
    parts = _ISO.fullmatch(text)
    if parts is None or not any(parts.groups()):
        return None
    years, months, days, hours = (int(part or 0) for part in parts.groups())
    return Span(years * 12 + months, days, hours)


def _months(local: datetime, count: int) -> datetime:
    """The same day of a later month or, where it has none, its last day."""
    year, month = divmod(local.year * 12 + local.month - 1 + count, 12)
    for day in (local.day, 30, 29, 28):
        try:
            return local.replace(year=year, month=month + 1, day=day)
        except ValueError:
            if year > MAXYEAR:
                raise OverflowError("past the year 9999") from None
    raise AssertionError("every month has 28 days")
