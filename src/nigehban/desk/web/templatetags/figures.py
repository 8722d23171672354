"""Numbers and times of statistics, as the language of the page writes them."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.timezone import localtime
from django.utils.translation import get_language

from nigehban.desk.statistics import wording

register = template.Library()


@register.filter
def figure(value: object) -> str:
    """A number with its groups and digits; a text stays what it is."""
    return wording.number(value, _language()) if isinstance(value, int) else str(value)


@register.filter
def day(value: date) -> str:
    """A day: 7 March 2022."""
    return wording.day(value, _language())


@register.filter
def moment(value: datetime) -> str:
    """A time in the desk's zone: 7 March 2022 09:30."""
    return wording.moment(localtime(value), _language())


@register.filter
def stamp(value: datetime) -> str:
    """A time for a narrow column: 2022-03-07 09:30."""
    return wording.written(f"{localtime(value):%Y-%m-%d %H:%M}", _language())


@register.filter
def kinds(text: str) -> list[str]:
    """The words of a text, for a loop."""
    return text.split()


def _language() -> str:
    return get_language() or "en"
