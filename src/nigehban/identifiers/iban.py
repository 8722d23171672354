"""A bank account number in international form (ISO 13616), with its check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigehban.identifiers.checks import mod97_holds
from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.text import normalise_text

_FORM = re.compile(r"(?:IBAN:?)?([A-Z]{2}\d{2}[A-Z0-9]{11,30})", re.ASCII)
_LENGTHS = {"PK": 24, "AE": 23, "SA": 24, "GB": 22, "DE": 22, "FR": 27, "IT": 27, "ES": 24, "NL": 18, "TR": 26}
"""Lengths of the countries that this unit meets most; elsewhere the check digits decide."""
_IN_TEXT = re.compile(
    r"[A-Z][A-Z](?<![A-Z0-9][A-Z]{2})\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"
)


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """The number without spaces, in upper case. Wrong check digits: kept, warned of, never linked."""
    del hint
    match = _FORM.fullmatch(re.sub(r"[\s\-.]+", "", normalise_text(raw)).upper())
    if match is None:
        return None
    value = match[1]
    country = value[:2]
    if len(value) != _LENGTHS.get(country, len(value)) or not mod97_holds(value):
        return Cleaned(value, country, "The IBAN's length or check digits are wrong", links=False)
    return Cleaned(value, country)


def find(text: str) -> Iterator[Found]:
    """Numbers in upper case whose check digits are right, alone or in groups of four."""
    for match in _IN_TEXT.finditer(text):
        cleaned = clean(match[0], None)
        if cleaned and cleaned.links:
            yield Found(match[0], match.start(), match.end())


KIND = Kind("iban", 11, Proof.STRONG, cap=6, clean=clean, find=find)
