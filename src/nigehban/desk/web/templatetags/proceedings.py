"""Filters and tags of pages on custody and operations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from nigehban.desk.custody.wording import moment
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
