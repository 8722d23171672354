"""A number plate, alone or inside a description of a vehicle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.text import normalise_text

_PAKISTANI = re.compile(
    r"(?<![A-Z0-9])([A-Z]{2,3})[ \-]{0,2}(?:(\d{2})[ \-/]{1,2})?(\d{1,4})([A-Z]?)(?![A-Z0-9])", re.ASCII
)
_HOME = frozenset({"PK", "PAK", "PAKISTAN"})
_WHOLE = re.compile(r"(?=[A-Z0-9]*\d)[A-Z0-9]{4,10}", re.ASCII)
_NOT_PLATES = frozenset(
    {"NO", "ID", "AM", "PM", "RS", "PKR", "USD", "OF", "ON", "IN", "AT", "IP", "AGE", "THE", "AND", "FIR"}
)
_WORDS = ("plate", "reg", "vehicle", "car", "bike", "cycle", "rickshaw", "gari", "gaari", "گاڑی")
_IN_TEXT = re.compile(
    r"(?:plate|reg(?:istration)?|vehicle|car|bike|motor ?cycle|rickshaw|gaa?ri|گاڑی)"
    r"(?: ?(?:no|number|num))?\.?[ :#=\-]{1,4}"
    r"(?:ict[ \-])?([a-z]{2,3}[ \-]{0,2}(?:[0-9]{2}[ \-])?[0-9]{2,4})(?![\w\-])",
)


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """``LEA-1234`` or ``LEA-16-1234``; ``None`` for a description without a plate. ``hint`` is the country."""
    plain = " ".join(normalise_text(raw).upper().split())
    if len(plain) > 1000:
        return None
    if hint and hint.strip().upper() not in _HOME:
        bare = re.sub(r"[ \-.]", "", plain)
        return _made(bare, bare) if _WHOLE.fullmatch(bare) else None
    for match in _PAKISTANI.finditer(plain):
        if match[1] not in _NOT_PLATES:
            return _made("-".join(filter(None, (match[1], match[2], match[3] + match[4]))), match[3])
    return None


def _made(value: str, number: str) -> Cleaned:
    if not number.strip("0"):
        return Cleaned(value, warning="A plate without a number", links=False)
    return Cleaned(value)


def find(text: str) -> Iterator[Found]:
    """Plates that follow a word such as *plate*, *car* or *registration*."""
    low = text.lower()
    if not any(word in low for word in _WORDS):
        return
    for match in _IN_TEXT.finditer(low):
        yield Found(text[match.start(1) : match.end(1)], match.start(1), match.end(1))


KIND = Kind("vehicle", 16, Proof.CORROBORATING, cap=4, clean=clean, find=find)
