"""Numbers and days as the reader's language writes them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import override

_URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def digits(text: str, language: str) -> str:
    """The digits of a text in those of the language."""
    return text.translate(_URDU) if language.partition("-")[0] == "ur" else text


def number(value: int, language: str) -> str:
    """A number that can be read at a glance: 12,345 or ۱۲٬۳۴۵."""
    grouped = f"{value:,}"
    return digits(grouped.replace(",", "٬"), language) if language.partition("-")[0] == "ur" else grouped


def day(value: date, language: str) -> str:
    """A day: 7 March 2022."""
    with override(language):
        return digits(date_format(value, "j F Y"), language)


def moment(value: datetime, language: str) -> str:
    """A time, in the zone that it has: 7 March 2022, 09:30."""
    with override(language):
        return digits(date_format(value, "j F Y, H:i"), language)
