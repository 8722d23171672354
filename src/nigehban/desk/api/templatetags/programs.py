"""Codes in words."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def titled(titles: Mapping[str, object], code: str) -> object:
    """The title of a code; a code that is no longer known stays as it is."""
    return titles.get(code, code)
