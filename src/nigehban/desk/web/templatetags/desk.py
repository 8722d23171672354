"""Filters and tags of the desk's templates."""

from __future__ import annotations

from functools import cache, lru_cache
from urllib.parse import quote_plus, urlencode

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from nigehban.desk.leads.models import Band
from nigehban.desk.web.templatetags.digits import digits
from nigehban.desk.web.visible import visible as made_visible
from nigehban.jurisdiction import Name, UnitNames

register = template.Library()
_LONG = 200
_WORDS = {
    "Child Pornography (possession, manufacture, and distribution)": _("CSAM (possession, manufacture, distribution)"),
}


@register.filter
def visible(text: object) -> SafeString:
    """Text of strangers with nothing hidden in it; nothing for what is not stated."""
    return SafeString("") if text is None else made_visible(text)


@register.simple_tag
def source_at(referral: str, pointer: str, rule: str = "") -> str:
    """The address that opens the source of a referral at a place; ``rule`` helps to choose among its versions."""
    chosen = f"&rule={_quoted(rule)}" if rule else ""
    return f"{_source_at()}?referral={_quoted(referral)}&pointer={_quoted(pointer)}{chosen}"


@register.simple_tag
def query(**values: object) -> str:
    """The query of an address."""
    return urlencode(values)


@register.simple_tag(takes_context=True)
def unit(context: Context, code: str | None, *, short: bool = False) -> str:
    """The name of a unit in the language of the page, by the ``unit_names`` of the page's context."""
    if code is None:
        return format_html('<span class="soft">{}</span>', _("unknown"))
    names: UnitNames = context["unit_names"]
    name = (names.short if short else names.full)(code, get_language() or "")
    attributes = written_in(name)
    return format_html("<bdi{}>{}</bdi>", attributes, name.text) if attributes else name.text


@register.filter
def written_in(name: Name) -> SafeString:
    """The attributes of an element around a name: none where it is in the language of the page."""
    if not name.language:
        return SafeString(' class="code" dir="ltr"')
    if name.language == (get_language() or "").partition("-")[0]:
        return SafeString("")
    direction = "rtl" if get_language_info(name.language)["bidi"] else "ltr"
    return format_html(' lang="{}" dir="{}"', name.language, direction)


@register.filter
def band_name(band: int) -> str:
    """The word that the style sheet knows a band by."""
    return Band(band).name.lower()


@register.filter
def signed(points: int) -> str:
    """Points with their sign."""
    return f"{points:+d}"


@register.filter
def thousands(count: int) -> str:
    """A count that can be read at a glance."""
    return digits(f"{count:,}")


@register.filter
def incident(stated: str) -> str:
    """An incident type in the words of the field (Terminology Guidelines, 2nd ed., 2025); the source keeps its own."""
    return str(_WORDS.get(stated, stated))


def _quoted(value: str) -> str:
    """Places in documents are said again and again; one that strangers made long fills no memory."""
    return _kept(value) if len(value) <= _LONG else quote_plus(value)


_kept = lru_cache(maxsize=4096)(quote_plus)


@cache
def _source_at() -> str:
    return reverse("referrals:source_at")
