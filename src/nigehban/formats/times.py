"""Times as senders write them, read into UTC; the sender's own text always stays beside.

Read are ISO 8601 with and without zone, ``YYYY-MM-DD HH:MM:SS UTC`` and ``MM-DD-YYYY HH:MM:SS UTC`` (American senders),
the dates of e-mail headers, and Unix times in seconds (10 digits) or milliseconds (13 digits). Nothing here raises:
what is no time keeps ``utc=None``.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final

from nigehban.records import Instant

_MINUTES_EAST: Final = {
    "UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300,
    "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "PKT": 300,
}  # fmt: skip
"""The zone names of RFC 5322, section 4.3, and Pakistan's; any other name leaves the zone unknown."""

_LONGEST: Final = 64
"""No time is written longer; longer text is not looked at."""
_UNIX: Final = re.compile(r"[0-9]{10}(?:[0-9]{3})?")
_NAMED_ZONE: Final = re.compile(r"(.*[0-9])\s*\(?([A-Za-z]{1,5})\)?", re.DOTALL)
_AMERICAN: Final = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})(?![0-9]),?")
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])")
_MAIL: Final = re.compile(r"(?:[A-Za-z]{3},\s*)?[0-9]{1,2} [A-Za-z]{3} [0-9]{4} [0-9:]{5,8}.*")


def instant(text: str) -> Instant:
    """The text as a time: see ``Instant`` for what a missing zone or an unreadable text gives."""
    if len(text) > _LONGEST:
        return Instant(text, None, zone_known=False)
    return _instant(text)


@lru_cache(maxsize=65_536)
def _instant(text: str) -> Instant:
    try:
        time = _parse(text.strip())
        if time.tzinfo is None:
            return Instant(text, time.replace(tzinfo=UTC), zone_known=False)
        return Instant(text, time.astimezone(UTC), zone_known=True)
    except (ValueError, OverflowError):
        return Instant(text, None, zone_known=False)


def iso_date(text: str) -> str | None:
    """The day of a date or time as ``YYYY-MM-DD``, in the sender's own zone; ``None`` where there is none."""
    day = _DAY.match(_year_first(text[:_LONGEST].strip()))
    if day is None:
        return None
    try:
        return datetime(int(day[1]), int(day[2]), int(day[3]), tzinfo=UTC).date().isoformat()
    except ValueError:
        return None


def _parse(text: str) -> datetime:
    if _UNIX.fullmatch(text):
        return _from_unix(text)
    if _MAIL.fullmatch(text):
        return parsedate_to_datetime(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _with_named_zone(_year_first(text))


def _from_unix(digits: str) -> datetime:
    """Ten digits are seconds since 1970, three more are its milliseconds."""
    seconds = datetime.fromtimestamp(int(digits[:10]), UTC)
    return seconds + timedelta(milliseconds=int(digits[10:] or 0))


def _with_named_zone(text: str) -> datetime:
    named = _NAMED_ZONE.fullmatch(text)
    if named is None:
        return datetime.fromisoformat(text)
    zone = named[2].upper()
    if zone in {"AM", "PM"}:
        raise ValueError("a twelve-hour clock is not read: half a day off is worse than no time")
    time = datetime.fromisoformat(named[1])
    minutes = _MINUTES_EAST.get(zone)
    if minutes is None or time.tzinfo is not None:
        return time
    return time.replace(tzinfo=timezone(timedelta(minutes=minutes)))


def _year_first(text: str) -> str:
    return _AMERICAN.sub(r"\3-\1-\2", text, count=1) if _AMERICAN.match(text) else text
