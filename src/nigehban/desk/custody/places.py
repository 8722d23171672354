"""What the pack knows for the fields of an event: kinds of offence, provinces, towns."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import get_language

from nigehban.jurisdiction import load_pack
from nigehban.jurisdiction.statistics import Side, load_rows, load_statistics, spoken

Choices = list[tuple[str, str]]


def offence_kinds(pack: str) -> Choices:
    """The kinds of offence that statistics tell apart, in the language of the page."""
    found = next((one for one in load_statistics(pack).breakdowns.values() if one.id == "kind"), None)
    return [(value.id, spoken(value.title, _language())) for value in found.values] if found else []


def provinces(pack: str) -> Choices:
    """The provinces, in the language of the page."""
    rows = load_rows(pack)
    by_province = next(one for one in load_statistics(pack).breakdowns.values() if one.side is Side.PROVINCE)
    return [(one.code, spoken(rows.label(by_province, one.code), _language())) for one in load_pack(pack).provinces]


@lru_cache(maxsize=8)
def town_names(pack: str) -> tuple[str, ...]:
    """The names of towns, largest first: suggestions for a field."""
    return tuple(dict.fromkeys(town.name for town in sorted(load_pack(pack).towns, key=lambda one: -one.population)))


def units(pack: str) -> Choices:
    """The circles that exist today, in the language of the page."""
    is_urdu = _language().startswith("ur")
    valid = (one for one in load_pack(pack).units if one.valid_to is None)
    return [(one.code, one.short_ur if is_urdu and one.short_ur else one.short_en) for one in valid]


def _language() -> str:
    return get_language() or "en"
