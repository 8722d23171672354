"""Days of a period and the moments at which it begins and ends, in the country's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.jurisdiction.statistics import Cadence, Period

KARACHI = ZoneInfo("Asia/Karachi")


def test_a_week_begins_at_midnight_of_the_zone() -> None:
    begin, end = Period(date(2026, 3, 2), date(2026, 3, 8)).moments(KARACHI)
    assert begin == datetime(2026, 3, 1, 19, tzinfo=UTC)
    assert end == datetime(2026, 3, 8, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cadence", "first", "last"),
    [
        (Cadence.DAY, date(2026, 5, 19), date(2026, 5, 19)),
        (Cadence.WEEK, date(2026, 5, 11), date(2026, 5, 17)),
        (Cadence.MONTH, date(2026, 4, 1), date(2026, 4, 30)),
        (Cadence.QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        (Cadence.HALF_YEAR, date(2025, 7, 1), date(2025, 12, 31)),
        (Cadence.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_the_last_period_that_was_over(cadence: Cadence, first: date, last: date) -> None:
    assert cadence.before(date(2026, 5, 20)) == (first, last)


@given(st.sampled_from(Cadence), st.dates(), st.sampled_from([KARACHI, ZoneInfo("UTC"), ZoneInfo("America/Lima")]))
def test_every_day_of_the_calendar_lies_in_a_period_with_moments(cadence: Cadence, day: date, zone: ZoneInfo) -> None:
    period = cadence.around(day)
    begin, end = period.moments(zone)
    assert period.first <= day <= period.last
    assert begin < end
    assert cadence.before(day).last < period.first or period.first == date.min


@given(st.dates(date(1950, 1, 2), date(2150, 1, 1)))
def test_days_follow_each_other_without_a_gap(day: date) -> None:
    before = Period(day - timedelta(1), day - timedelta(1)).moments(KARACHI)
    assert before[1] == Period(day, day).moments(KARACHI)[0]
