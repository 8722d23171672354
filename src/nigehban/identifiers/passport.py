"""A passport number: two letters and seven digits for Pakistan, six to nine characters elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.text import is_run, keep_digits, normalise_text

_PAKISTANI = re.compile(r"[A-Z]{2}\d{7}", re.ASCII)
_FORM = re.compile(r"(?:([A-Z]{2}):)?([A-Z0-9]{6,9})", re.ASCII)
_COUNTRIES = {"PAK": "PK", "PAKISTAN": "PK"}
_IN_TEXT = re.compile(r"passport(?: ?(?:no|number|num|#))?\.?\s{0,3}[:#=]?\s{0,3}([a-z]{0,2}[ -]?[0-9]{6,9})(?!\w)")


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """``PK:AB1234567``; ``hint`` is the issuing country (ISO code). A Pakistani form without a country is read so."""
    plain = re.sub(r"[\s\-]+", "", normalise_text(raw)).upper()
    match = _FORM.fullmatch(plain)
    if match is None or not any(map(str.isdigit, match[2])):
        return None
    number = match[2]
    stated = match[1] or _country(hint)
    country = stated or ("PK" if _PAKISTANI.fullmatch(number) else None)
    value = f"{country}:{number}" if country else number
    if is_run(keep_digits(number)):
        return Cleaned(value, country, "Digits typed to fill the field", links=False)
    odd = country == "PK" and not _PAKISTANI.fullmatch(number)
    return Cleaned(value, country, "Not the form of a Pakistani passport number" if odd else None)


def _country(hint: str | None) -> str | None:
    code = (hint or "").strip().upper()
    code = _COUNTRIES.get(code, code)
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def find(text: str) -> Iterator[Found]:
    """Numbers that follow the word *passport*."""
    low = text.lower()
    if "passport" in low:
        for match in _IN_TEXT.finditer(low):
            yield Found(text[match.start(1) : match.end(1)], match.start(1), match.end(1))


KIND = Kind("passport", 10, Proof.STRONG, cap=4, clean=clean, find=find)
