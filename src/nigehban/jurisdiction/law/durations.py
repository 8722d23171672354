"""Terms of imprisonment as ISO 8601 durations: years, months and days only."""

from __future__ import annotations

import re

_ISO = re.compile(r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,4})D)?")


def length(duration: str) -> int | None:
    """A duration as a number to compare by (a year counts 372 days, a month 31); ``None`` for what is none."""
    parts = _ISO.fullmatch(duration)
    if parts is None:
        return None
    years, months, days = (int(part or 0) for part in parts.groups())
    return years * 372 + months * 31 + days


def in_words(duration: str) -> str:
    """``P7Y`` as "7 years"."""
    parts = _ISO.fullmatch(duration)
    if parts is None:
        return duration
    named = zip(parts.groups(), ("year", "month", "day"), strict=True)
    return " ".join(f"{int(n)} {unit}{'s' * (int(n) != 1)}" for n, unit in named if n)
