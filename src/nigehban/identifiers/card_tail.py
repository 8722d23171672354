"""What a statement shows of a payment card: the last four digits, perhaps brand and expiry.

A whole card number is never kept: only its last four digits are. One tail in ten thousand is alike, so it links only
together with the expiry, and then only corroborates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.text import normalise_text
from nigehban.records import Mention

_BRAND = re.compile(r"visa|master ?card|amex|american express|maestro|union ?pay|paypak|discover|jcb", re.IGNORECASE)
_BRANDS = {"mastercard": "mastercard", "americanexpress": "amex"}
_EXPIRY = re.compile(r"(?<!\d)(0[1-9]|1[0-2]) ?[/\-] ?(?:20)?(\d{2})(?!\d)")
_DIGITS = re.compile(r"\d(?:[ \-]?\d){3,18}|\d{4}", re.ASCII)
_IN_TEXT = re.compile(
    r"(?:card|visa|mastercard|amex|paypak|debit|credit)[^0-9\n]{0,30}?(?:ending|ends|last ?(?:4|four)|[*x•]{2,})"
    r"[^0-9\n]{0,20}([0-9]{4})(?![0-9])(?:[^0-9\n]{0,15}(?:0[1-9]|1[0-2]) ?/ ?(?:20)?[0-9]{2}(?![0-9]))?",
)


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """``visa:1234:12/27``; brand (from the words or ``hint``) is ``card`` and expiry left out where not stated."""
    plain = normalise_text(raw).strip()
    expiry = _EXPIRY.search(plain)
    body = plain[: expiry.start()] + plain[expiry.end() :] if expiry else plain
    groups = _DIGITS.findall(re.sub(r"last ?4", "", body, flags=re.IGNORECASE))
    tail = re.sub(r"\D", "", groups[-1])[-4:] if groups else ""
    if len(plain) > 200 or len(tail) != 4:
        return None
    brand = _BRAND.search(plain) or _BRAND.search(hint or "")
    named = brand[0].lower().replace(" ", "") if brand else "card"
    value = f"{_BRANDS.get(named, named)}:{tail}"
    return Cleaned(f"{value}:{expiry[1]}/{expiry[2]}" if expiry else value)


def link_key(value: str, mention: Mention) -> str | None:
    """The value where it has an expiry, else ``None``."""
    del mention
    return value if "/" in value else None


def find(text: str) -> Iterator[Found]:
    """Four digits that are said to end a card."""
    low = text.lower()
    if "card" in low or "visa" in low or "amex" in low or "paypak" in low:
        for match in _IN_TEXT.finditer(low):
            yield Found(text[match.start() : match.end()], match.start(), match.end())


KIND = Kind("card_tail", 13, Proof.CORROBORATING, cap=2, clean=clean, link_key=link_key, find=find)
