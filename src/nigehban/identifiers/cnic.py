"""The Pakistani identity card number (CNIC): thirteen digits, one person. There is no check digit.

The first digit is the region of registration, 1 to 8; another first digit is only a warning, for new regions come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.text import is_run, normalise_text

_FORM = re.compile(r"(\d{5})[\s.\-]{0,3}(\d{7})[\s.\-]{0,3}(\d)", re.ASCII)
_SAMPLES = frozenset({"1234512345671", "1234567890123", "1111122222223", "3520112345671", "3520212345671"})
"""Numbers from forms' own examples."""
_IN_TEXT = re.compile(r"[0-9][0-9]{4}(?<!\w[0-9]{5})(?<!\d[-.][0-9]{5})([- ]?)[0-9]{7}\1[0-9](?![\w@]|[-.]\d)")
_CALLED = re.compile(r"(?:c?nic|nicop|id ?card|identity|شناختی|کارڈ)[^0-9]{0,20}$")


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """``35202-1234567-1``, whatever dashes, spaces or digits it was written with."""
    del hint
    match = _FORM.fullmatch(normalise_text(raw).strip())
    if match is None:
        return None
    value = "-".join(match.groups())
    digits = "".join(match.groups())
    if is_run(digits) or is_run(digits[5:12]) or digits in _SAMPLES:
        return Cleaned(value, "PK", "An example number or digits typed to fill the field", links=False)
    odd = digits[0] in "09"
    return Cleaned(value, "PK", "The first digit names no region" if odd else None)


def find(text: str) -> Iterator[Found]:
    """Numbers with dashes; without dashes only after a word for the card, since thirteen digits may be a time."""
    for match in _IN_TEXT.finditer(text):
        start = match.start()
        if match[1] == "-" or _CALLED.search(text[max(0, start - 40) : start].lower()):
            yield Found(match[0], start, match.end())


KIND = Kind("cnic", 9, Proof.STRONG, cap=4, clean=clean, exclusive=True, find=find)
