"""Lines like ``Email: someone@example.org`` in free text: what a label says about the value behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from nigehban.formats.police.draft import Draft, Owner
from nigehban.formats.quirks.quirk import derived
from nigehban.formats.times import iso_date

_LINE: Final = re.compile(
    r"^[ \t*•-]{0,8}([A-Za-z][A-Za-z0-9 /_-]{0,40}?)[ \t]{0,8}:[ \t]*(\S[^\r\n]{0,255})", re.MULTILINE
)
_MAX_LINES: Final = 5000
_BIRTH_LABELS: Final = frozenset({"date of birth", "dob", "birth date", "birthday"})
_HINTED: Final = frozenset({"account", "handle"})

_KINDS: Final = {
    "account id": "account",
    "address": "place",
    "bitcoin address": "crypto",
    "card last four": "card_tail",
    "cashtag": "handle",
    "customer id": "account",
    "customer name": "person_name",
    "customer token": "account",
    "device id": "device",
    "e mail": "email",
    "email": "email",
    "email address": "email",
    "full name": "person_name",
    "ip": "ip",
    "ip address": "ip",
    "last four": "card_tail",
    "last 4": "card_tail",
    "member id": "account",
    "mobile": "phone",
    "mobile number": "phone",
    "name": "person_name",
    "phone": "phone",
    "phone number": "phone",
    "profile url": "profile_url",
    "screen name": "handle",
    "user id": "account",
    "user name": "handle",
    "username": "handle",
    "wallet address": "crypto",
}


class Labelled(NamedTuple):
    """A label in lower case, words apart by one space, and the value behind it."""

    label: str
    value: str


def labelled(text: str) -> Iterator[Labelled]:
    """The labelled lines of a text."""
    for match in islice(_LINE.finditer(text), _MAX_LINES):
        yield Labelled(re.sub(r"[\s_/-]+", " ", match[1]).strip().lower(), match[2].strip())


def mention_labelled(draft: Draft, owner: Owner, text: str, pointer: str, platform: str) -> None:
    """Adds the identifiers that labelled lines name; a date of birth in the same text goes with the name."""
    lines = list(labelled(text))
    birth = next((iso_date(line.value) for line in lines if line.label in _BIRTH_LABELS), None)
    for line in lines:
        kind = _KINDS.get(line.label)
        if kind is None:
            continue
        hint = platform if kind in _HINTED else birth if kind == "person_name" else None
        derived(draft, owner, kind, line.value, pointer, hint)
