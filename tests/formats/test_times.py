"""Times of all senders become UTC; what is no time stays text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.formats.times import instant, iso_date


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-01T10:05:09Z", datetime(2026, 3, 1, 10, 5, 9, tzinfo=UTC)),
        ("2026-03-01T10:05:09.250+05:00", datetime(2026, 3, 1, 5, 5, 9, 250_000, tzinfo=UTC)),
        ("2026-03-01 10:05:09 UTC", datetime(2026, 3, 1, 10, 5, 9, tzinfo=UTC)),
        ("03-01-2026 10:05:09 UTC", datetime(2026, 3, 1, 10, 5, 9, tzinfo=UTC)),
        ("03-01-2026, 10:05:09 PKT", datetime(2026, 3, 1, 5, 5, 9, tzinfo=UTC)),
        ("2026-03-01 10:05:09 (PST)", datetime(2026, 3, 1, 18, 5, 9, tzinfo=UTC)),
        ("1772359509", datetime(2026, 3, 1, 10, 5, 9, tzinfo=UTC)),
        ("1772359509250", datetime(2026, 3, 1, 10, 5, 9, 250_000, tzinfo=UTC)),
        ("Sun, 01 Mar 2026 10:05:09 -0500", datetime(2026, 3, 1, 15, 5, 9, tzinfo=UTC)),
    ],
)
def test_a_time_with_a_zone_becomes_utc_and_keeps_its_text(text: str, utc: datetime) -> None:
    assert instant(text) == (text, utc, True)


@pytest.mark.parametrize("text", ["2026-03-01T10:05:09", "2026-03-01 10:05:09", "2026-03-01 10:05:09 XYZ"])
def test_a_time_without_a_known_zone_is_read_as_utc_and_marked(text: str) -> None:
    assert instant(text) == (text, datetime(2026, 3, 1, 10, 5, 9, tzinfo=UTC), False)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00+05:00", "2026-03-01 10:05:09 PM", "9" * 100],
)
def test_what_is_no_time_keeps_its_text_only(text: str) -> None:
    assert instant(text) == (text, None, False)


@given(st.text())
def test_no_text_makes_the_reader_of_times_fail(text: str) -> None:
    assert instant(text).text == text
    iso_date(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1990-05-06", "1990-05-06"),
        ("1990-05-06T23:00:00-08:00", "1990-05-06"),
        ("05-06-1990", "1990-05-06"),
        ("1990-02-31", None),
        ("May 1990", None),
    ],
)
def test_the_day_of_birth_is_the_day_that_was_written(text: str, day: str | None) -> None:
    assert iso_date(text) == day
