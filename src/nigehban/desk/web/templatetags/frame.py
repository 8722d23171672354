"""Tags of the frame that stands around every page."""

from __future__ import annotations

from django import template

from nigehban.desk.web.navigation import SECTIONS, Section
from nigehban.desk.web.scripts import is_built, words

register = template.Library()


@register.simple_tag
def sections() -> tuple[Section, ...]:
    """The sections of the bar."""
    return SECTIONS


@register.inclusion_tag("web/_scripts.html")
def scripts() -> dict[str, object]:
    """The scripts of a page with the words that they say; nothing where they were not built."""
    return {"is_built": is_built(), "words": words()}
