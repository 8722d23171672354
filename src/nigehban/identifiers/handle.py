"""A screen name. It can be changed, given up and taken by another, so it only corroborates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.platforms import platform, split_platform
from nigehban.identifiers.text import fold_case, is_filler

_SHORTEST_ALONE = 6
"""A screen name without a platform links only from this length on: shorter ones are taken on every service."""
_NAME = re.compile(r"[:=]\s{0,2}@?(\w[\w.\-]{2,40})", re.ASCII)
_PLATFORM = re.compile(
    r"(?<![a-z0-9_])(insta(?:gram)?|ig|snap(?:chat)?|tik ?tok|telegram|discord|kik|twitter|facebook|fb)"
    r"(?: (?:id|user|username|handle|account))?\s{0,2}$"
)
_AT = re.compile(r"@(?<![\w./@+-]@)([A-Za-z_](?:[\w.]{1,38})\w)(?![\w@]|\.\w)", re.ASCII)


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """``instagram:ali.khan``; ``hint`` is the platform. Without one, the bare name in lower case."""
    plain = " ".join(fold_case(raw).split())
    site, name = split_platform(plain, hint)
    name = name.lstrip("@ ")
    if not name:
        return None
    if site == "facebook" and not name.isdigit():
        name = name.replace(".", "") or name
    value = name if site is None else f"{site}:{name}"
    if is_filler(name) or " " in name:
        return Cleaned(value, warning="A filler or a display name stands for the screen name", links=False)
    if site is None and len(name) < _SHORTEST_ALONE:
        return Cleaned(value, warning="A short screen name without a platform", links=False)
    return Cleaned(value)


def find(text: str) -> Iterator[Found]:
    """Names after ``@``, and names that follow a platform's name and a colon (``insta: ali.khan``)."""
    if "@" in text:
        for match in _AT.finditer(text):
            yield Found(match[0], match.start(), match.end())
    if ":" in text or "=" in text:
        for match in _NAME.finditer(text):
            named = _PLATFORM.search(text[max(0, match.start() - 24) : match.start()].lower())
            if named:
                yield Found(match[1], match.start(1), match.end(1), platform(named[1]))


KIND = Kind("handle", 2, Proof.CORROBORATING, cap=3, clean=clean, find=find)
