"""Birth dates as forms write them. A date that can be read two ways is not read: a wrong one would part one person."""

from __future__ import annotations

import re
from datetime import date

from nigehban.identifiers.text import normalise_text

_YEAR_FIRST = re.compile(r"(\d{4})([-/. ]?)(\d{2})\2(\d{2})(?:[t ].*)?", re.ASCII | re.DOTALL)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[- ./]*([a-z]{3})[a-z]*[-, ./]*(\d{4})", re.ASCII)
_NAMED_FIRST = re.compile(r"([a-z]{3})[a-z]*[- ./]*(\d{1,2})[-, ./]+(\d{4})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FILLED_IN = frozenset({date(1900, 1, 1), date(1970, 1, 1), date(1980, 1, 1), date(2000, 1, 1), date(1990, 1, 1)})
"""Dates that systems and clerks put in for *unknown*."""


def birth_date(text: str | None) -> date | None:
    """The date, or ``None`` where it is missing, impossible, ambiguous (``03/04/1990``) or a known filler."""
    if not text or len(text) > 64:
        return None
    plain = normalise_text(text).strip().casefold()
    found = _year_first(plain) or _year_last(plain) or _named(plain)
    if found is None or found in _FILLED_IN or not 1900 <= found.year <= 2100:
        return None
    return found


def _made(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _year_first(plain: str) -> date | None:
    match = _YEAR_FIRST.fullmatch(plain)
    return _made(match[1], match[3], match[4]) if match else None


def _year_last(plain: str) -> date | None:
    match = _YEAR_LAST.fullmatch(plain)
    if match is None:
        return None
    day_first, month_first = _made(match[4], match[3], match[1]), _made(match[4], match[1], match[3])
    if day_first and month_first and day_first != month_first:
        return None
    return day_first or month_first


def _named(plain: str) -> date | None:
    match = _NAMED.fullmatch(plain)
    day, month, year = match.groups() if match else ("", "", "")
    other = None if match else _NAMED_FIRST.fullmatch(plain)
    if other:
        month, day, year = other.groups()
    return _made(year, _MONTHS.index(month) + 1, day) if month in _MONTHS else None
