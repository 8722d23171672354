"""Digits as the language of the page writes them; loaded into every template in place of Django's own ``date``.

Only what a person reads: identifiers, codes and what stands in attributes keep their digits (``date:"c"`` does).
"""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.template.defaultfilters import date as plain_date
from django.utils.translation import get_language

register = template.Library()
_URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_DIGITS = {"ur": _URDU}
_FOR_MACHINES = {"c", "Y-m-d", "U"}


@register.filter
def digits(shown: object) -> str:
    """The text with the digits of the page's language."""
    table = _DIGITS.get((get_language() or "").partition("-")[0])
    return str(shown).translate(table) if table else str(shown)


@register.filter(name="date", expects_localtime=True, is_safe=False)
def date_in_words(value: date | datetime | None, form: str | None = None) -> str:
    """Django's ``date``, with the digits of the page's language unless the form is one that machines read."""
    written = plain_date(value, form)
    return written if form in _FOR_MACHINES else digits(written)
