"""A web address. Two referrals with the same page corroborate; a profile's address is the profile (``profiles``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigehban.identifiers import account, group, handle, phone, wallet
from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.profiles import Holds, holder, site
from nigehban.identifiers.web import Address, parse
from nigehban.records import Mention

_TAIL = ".,;:!?)]}>'\"*_~»”’۔،؛؟"
_IN_TEXT = re.compile(r"(?:https?|hxxps?|ftp)://[^\s<>\"'`|\\^{}]+|www\.[^\s<>\"'`|\\^{}]+", re.IGNORECASE)
_BARE = re.compile(r"/(?<=[a-z]/)[^\s<>\"'`|\\^{}]{0,1000}", re.IGNORECASE)
_BARE_HOST = re.compile(r"/[a-z]{2,10}(?:\.[a-z0-9\-]{1,63}){1,4}", re.IGNORECASE)


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """The canonical address; where it is somebody's profile, that account, handle, group, number or wallet."""
    del hint
    address = parse(raw)
    if address is None:
        return None
    return owned(address) or plain(address)


def plain(address: Address) -> Cleaned:
    """The address as a page of its own. A known platform's front page is everybody's and does not link."""
    if not address.path and not address.query and site(address.host):
        return Cleaned(str(address), warning="The front page of a platform", links=False)
    return Cleaned(str(address))


def owned(address: Address) -> Cleaned | None:
    """What a profile's address stands for, as its own kind; ``None`` where it is no profile."""
    found = holder(address)
    cleaned = found and _as_kind(found)
    return cleaned._replace(kind=found.kind) if found and cleaned else None


def _as_kind(found: Holds) -> Cleaned | None:
    if found.kind == "phone":
        return phone.clean("+" + found.value.lstrip("0"), None)
    cleaners = {"account": account.clean, "handle": handle.clean, "group": group.clean, "wallet": wallet.clean}
    return cleaners[found.kind](found.value, found.platform)


def link_key(value: str, mention: Mention) -> str:
    """The page, whether reached by http or https, with or without ``www``."""
    del mention
    return value.partition("://")[2].removeprefix("www.")


def find(text: str) -> Iterator[Found]:
    """Addresses with a scheme or ``www.``, and bare ones of known platforms (``t.me/name``)."""
    if "://" in text or "www." in text.lower():
        for match in _IN_TEXT.finditer(text):
            yield _trimmed(match[0], match.start())
    if "/" in text:
        yield from _bare(text)


def _bare(text: str) -> Iterator[Found]:
    for match in _BARE.finditer(text):
        slash = match.start()
        backwards = _BARE_HOST.match(text[max(0, slash - 100) : slash + 1][::-1])
        if backwards and site(backwards[0][:0:-1].lower()):
            start = slash + 1 - len(backwards[0])
            yield _trimmed(text[start : match.end()], start)


def _trimmed(raw: str, start: int) -> Found:
    """An address without the punctuation of the sentence around it."""
    kept = raw.rstrip(_TAIL)
    return Found(kept, start, start + len(kept))


KIND = Kind("url", 7, Proof.CORROBORATING, cap=5, clean=clean, link_key=link_key, find=find)
