"""The countries of the world: codes, names in several languages, calling codes. Facts of GeoNames and ITU E.164."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from nigehban.jurisdiction.fold import fold

_TABLE = Path(__file__).with_name("data") / "countries.csv"
_LONGEST_CALLING_CODE = 7
# In free text a short Latin word is more often a word than a country.
_SHORT_IN_TEXT = frozenset({"uk", "uae", "usa", "ksa"})


class Country(NamedTuple):
    """A country by its ISO 3166-1 codes; names are the English one first, then others."""

    code: str
    code3: str
    names: tuple[str, ...]
    calling_codes: tuple[str, ...]


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Every country by its two-letter code."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: _country(row) for row in csv.DictReader(file)}


def country_name(code: str) -> str:
    """What an officer reads for a code; the code itself when it is not in the table."""
    found = countries().get(code)
    return found.names[0] if found else code


@lru_cache(maxsize=8192)
def country_stated(text: str) -> str | None:
    """The code of a country that a *country field* names: by code or by a name in the table."""
    return _by_name().get(fold(text))


def country_named(key: str) -> str | None:
    """The code of a country whose folded *name* stands in free text; two-letter codes do not count there."""
    if len(key) < 4 and key.isascii() and key not in _SHORT_IN_TEXT:
        return None
    return _by_name().get(key)


def country_calling(number: str) -> str | None:
    """The country of an international number (digits only, calling code first): the longest code that fits."""
    codes = _by_calling_code()
    for length in range(_LONGEST_CALLING_CODE, 0, -1):
        if (found := codes.get(number[:length])) is not None:
            return found
    return None


def _country(row: dict[str, str]) -> Country:
    aliases = tuple(name for name in row["aliases"].split(";") if name)
    codes = tuple(code for code in row["calling_codes"].split(";") if code)
    return Country(row["code"], row["code3"], (row["name"], *aliases), codes)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in countries().values():
        for name in (country.code, country.code3, *country.names):
            found.setdefault(fold(name), country.code)
    return found


@lru_cache(maxsize=1)
def _by_calling_code() -> dict[str, str]:
    return {calling: country.code for country in countries().values() for calling in country.calling_codes}
