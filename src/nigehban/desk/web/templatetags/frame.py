"""Tags of the frame that stands around every page. What is the same on many pages is made once a process."""

from __future__ import annotations

from functools import cache, lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from nigehban.desk.accounts.models import Officer
from nigehban.desk.web.navigation import SECTIONS, sections_for
from nigehban.desk.web.scripts import is_built, words

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> str:
    """The links to the sections that the officer may enter."""
    user = context.get("user")
    if not isinstance(user, Officer):
        return ""
    entered = tuple(section.key for section in sections_for(user))
    return _navigation(entered, str(context.get("section", "")), get_language())


@register.simple_tag
def dialogs() -> str:
    """The list of keys and the field that finds anything."""
    return _same_everywhere("web/_dialogs.html", get_language())


@register.simple_tag
def scripts() -> str:
    """The scripts of a page with the words that they say; nothing where they were not built."""
    return _same_everywhere("web/_scripts.html", get_language())


@lru_cache(maxsize=512)
def _navigation(entered: tuple[str, ...], here: str, _language: str | None) -> SafeString:
    shown = [section for section in SECTIONS if section.key in entered]
    return render_to_string("web/_navigation.html", {"sections": shown, "section": here})


@cache
def _same_everywhere(name: str, _language: str | None) -> SafeString:
    return render_to_string(name, {"is_built": is_built(), "words": words()})
