"""Tags of the frame that stands around every page."""

from __future__ import annotations

from django import template
from django.template import Context

from nigehban.desk.accounts.models import Officer
from nigehban.desk.web.navigation import Section, sections_for
from nigehban.desk.web.scripts import is_built, words

register = template.Library()


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[Section]:
    """The sections of the bar that the officer may enter."""
    user = context.get("user")
    return list(sections_for(user)) if isinstance(user, Officer) else []


@register.inclusion_tag("web/_scripts.html")
def scripts() -> dict[str, object]:
    """The scripts of a page with the words that they say; nothing where they were not built."""
    return {"is_built": is_built(), "words": words()}
