"""A mobile wallet: a provider and the number, address or tag that its account goes by.

In Pakistan the account's name is the phone number, which the provider has checked against the SIM's owner: ask the
provider. As a phone number it can pass to another holder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from nigehban.identifiers import email, phone
from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.platforms import platform, split_platform
from nigehban.identifiers.text import fold_case, normalise_text

_PROVIDER = re.compile(
    r"(easy ?paisa|jazz ?cash|sadapay|nayapay|upaisa|u ?paisa|paypal|cash ?app|ایزی ?پیسہ|جاز ?کیش)"
    r"(?: ?(?:a/c|account|acc|no|number|id|is|پر|نمبر))*\.?\s{0,3}[:#=\-]?\s{0,3}",
    re.IGNORECASE,
)
_TAG = re.compile(r"\$?[\w][\w.\-]{0,39}")
_CASHTAG = re.compile(r"\$[A-Za-z][\w\-]{1,19}", re.ASCII)
_FIRST_LETTERS = ("paisa", "cash", "pay", "پیسہ", "کیش")


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """``easypaisa:+923007654321``; ``hint`` is the provider, unless the words name it."""
    plain = " ".join(normalise_text(raw).split())
    named = _PROVIDER.match(plain)
    if named:
        provider, rest = platform(named[1].replace(" ", "")), plain[named.end() :].lstrip(": ")
    else:
        provider, rest = split_platform(plain, hint)
    rest = rest.removeprefix("wallet:")
    holder = phone.clean(rest, None) or email.clean(rest, None)
    if holder is not None:
        return holder._replace(value=f"{provider or 'wallet'}:{holder.value}")
    tag = fold_case(rest)
    return Cleaned(f"{provider}:{tag}") if provider and _TAG.fullmatch(tag) else None


def find(text: str) -> Iterator[Found]:
    """A provider's name with a number or address right behind it; the words found hold both."""
    low = text.lower()
    if not any(word in low for word in _FIRST_LETTERS):
        return
    for match in _PROVIDER.finditer(text):
        end = match.end()
        found = _behind(text[end : end + 64])
        if found:
            yield Found(
                text[match.start() : end + found], match.start(), end + found, platform(match[1].replace(" ", ""))
            )


def _behind(text: str) -> int:
    """How far the number, address or tag reaches that starts the text; 0 for none."""
    tag = _CASHTAG.match(text)
    if tag:
        return tag.end()
    first = next(
        (found for find in (phone.find, email.find) for found in find("call " + text) if found.start == 5), None
    )
    return first.end - 5 if first else 0


KIND = Kind("wallet", 12, Proof.STRONG, cap=8, clean=clean, window=timedelta(days=365), find=find)
