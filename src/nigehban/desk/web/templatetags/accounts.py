"""Filters of the pages of accounts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

register = template.Library()
_BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"), ("Windows", "Windows"), ("Mac OS", "macOS"))
_SYSTEM = re.compile(r"\(([^)]*)\)")


@register.filter
def named(words: Mapping[str, str], code: str) -> str:
    """What the pack calls a code; the code itself where the pack knows it no more."""
    return words.get(code, code) or _("unknown")


@register.filter
def browser(user_agent: str) -> str:
    """What a browser says that it is, in two words; the first forty characters of what is not known."""
    name = next((known for sign, known in _BROWSERS if sign in user_agent), "")
    said = _SYSTEM.search(user_agent)
    system = next((known for sign, known in _SYSTEMS if said and sign in said[1]), "Linux" if said else "")
    if name and system:
        return _("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or user_agent[:40] or _("unknown")
