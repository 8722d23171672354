"""Filters and tags of pages on custody and operations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django import template
from django.template import Context
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from nigehban.desk.custody.wording import moment
from nigehban.desk.operations.board import Board
from nigehban.desk.operations.models import Result, What
from nigehban.desk.operations.models.result import ITEMS
from nigehban.jurisdiction.statistics import spoken

register = template.Library()
_STATES = {
    "running": _("running"),
    "warning": _("warning"),
    "met": _("met"),
    "missed": _("missed"),
    "blocked": _("blocked"),
    "extended": _("extended"),
}
_HOUR = 3600


@register.simple_tag
def deadline_state(state: str) -> str:
    """How a deadline stands, in words."""
    return str(_STATES.get(state, state))


@register.filter
def in_language(text: Mapping[str, str]) -> str:
    """A text of the pack in the language of the page."""
    return spoken(text, get_language() or "en")


@register.filter
def spell(passed: timedelta) -> str:
    """How long, in days or hours."""
    hours = round(passed.total_seconds() / _HOUR)
    if hours >= 48:
        return ngettext("%(n)d day", "%(n)d days", hours // 24) % {"n": hours // 24}
    return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}


@register.filter
def stored_moment(text: str) -> str:
    """A moment that an event states, in the desk's zone."""
    return moment(text)


@register.simple_tag(takes_context=True)
def address_of(context: Context, warrant: int) -> str:
    """The sealed address of a warrant, where the page has it; only members of the operation get one."""
    addresses: Mapping[int, str] = context["addresses"]
    return addresses.get(warrant, "")


@register.filter
def paired(columns: Iterable[What], totals: Iterable[int]) -> list[tuple[What, int]]:
    """The columns of a board with their totals."""
    return list(zip(columns, totals, strict=True))


@register.filter
def items_seized(board: Board) -> int:
    """How many items of all kinds were seized."""
    return sum(board.total(what) for what in ITEMS)


@register.filter
def taken_back(result: Result) -> bool:
    """Whether nothing of a result stands any more."""
    return all(line.withdrawn_at is not None for line in result.lines.all())
