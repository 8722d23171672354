"""Points in time as files state them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

from nigehban.jurisdiction.procedure.sentences import NO_CLOCK_TIME, NO_OFFSET

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_moment(value: object, zone: tzinfo) -> tuple[datetime | None, str]:
    """An ISO 8601 time in UTC, and what had to be assumed. Without an offset it is of the country's zone, without a
    time the day begins: the earlier reading. ``None`` for what is no time.
    """
    if not isinstance(value, str):
        return None, ""
    text = value.strip()
    try:
        found = datetime.fromisoformat(text)
        assumed = "" if found.tzinfo else NO_OFFSET(zone=zone)
        if _DAY.fullmatch(text):
            assumed = NO_CLOCK_TIME(zone=zone)
        moment = (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
        moment.astimezone(zone)
    except (ValueError, OverflowError):
        return None, ""
    return moment, assumed
