"""Numbers and days as the reader's language writes them, for pages and for files alike."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import override

from nigehban.desk.web.templatetags.digits import digits

_DAY, _MOMENT = "j F Y", "j F Y H:i"
"""One order in all languages: a month in words is mistaken by nobody."""


def number(value: int, language: str) -> str:
    """A number that can be read at a glance: 12,345 or ۱۲,۳۴۵."""
    return written(f"{value:,}", language)


def day(value: date, language: str) -> str:
    """A day: 7 March 2022."""
    with override(language):
        return digits(date_format(value, _DAY))


def moment(value: datetime, language: str) -> str:
    """A time, in the zone that it has: 7 March 2022 09:30."""
    with override(language):
        return digits(date_format(value, _MOMENT))


def written(text: str, language: str) -> str:
    """A text with the digits of the language."""
    with override(language):
        return digits(text)
