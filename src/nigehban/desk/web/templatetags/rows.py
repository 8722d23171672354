"""The rows of lists of leads. A row follows from what it shows alone: one that was made already is shown again."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from nigehban.desk.leads.rows import Row
from nigehban.desk.web.templatetags.desk import unit

register = template.Library()
_KEPT = 4096
"""Rows of a kilobyte and a half, in each process."""


class Shown(NamedTuple):
    """A row and what else decides how it looks; ``grown`` is how many referrals are new to the officer."""

    row: Row
    unit: SafeString
    grown: int
    collect: bool
    one_network: bool
    language: str | None


@register.simple_tag(takes_context=True)
def lead_row(context: Context, row: Row) -> SafeString:
    """A row of ``leads/_table.html``."""
    grown = context.get("grown") or {}
    return _made(
        Shown(
            row,
            conditional_escape(unit(context, row.unit, short=True)),
            grown.get(row.lead, 0),
            bool(context.get("collect")),
            bool(context.get("one_network")),
            get_language(),
        )
    )


@lru_cache(maxsize=_KEPT)
def _made(shown: Shown) -> SafeString:
    return render_to_string("leads/_row.html", shown._asdict())
