"""Identifiers that stand in free text: chats, bios, notes, summaries.

Each place in a text belongs to one identifier: a number inside a web address, a digest or a time is no telephone
number. Kinds take their places in the order of ``_ORDER``; only a wallet's words may be looked at again, for the
telephone number in them is one. Work grows with the length of the text, never faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigehban.identifiers.canonical import identify
from nigehban.identifiers.kind import Found, Kind
from nigehban.identifiers.regions import regions
from nigehban.identifiers.registry import KINDS
from nigehban.identifiers.text import Scan, scan
from nigehban.records import Mention, Narrative, Referral

LONGEST_TEXT = 1_000_000
"""Characters of one text that are searched; the rest is reported in the referral's warnings."""
MOST_FOUND = 2_000
"""Identifiers taken from one text; more is a dump of a list, and is reported too."""

_ORDER = (
    "url",
    "email",
    "device",
    "file_hash",
    "crypto",
    "iban",
    "ip",
    "passport",
    "cnic",
    "card_tail",
    "wallet",
    "phone",
    "handle",
    "vehicle",
)
_TIME = re.compile(
    r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?: ?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?"
)
_UUID = re.compile(r"[0-9a-fA-F][0-9a-fA-F]{7}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")


def derive(referral: Referral) -> list[Mention]:
    """The identifiers in a referral's narratives, as mentions with ``derived`` set.

    Each carries its raw words and the narrative's pointer, role and party; one value is given once a narrative.
    What was not searched is added to ``referral.warnings``.
    """
    mentions: list[Mention] = []
    for narrative in referral.narratives:
        mentions += _from(narrative, referral.warnings)
    return mentions


def _from(narrative: Narrative, warnings: list[str]) -> list[Mention]:
    if len(narrative.text) > LONGEST_TEXT:
        rest = len(narrative.text) - LONGEST_TEXT
        warnings.append(
            f"The last {rest} characters of the text at {narrative.pointer} were not searched for identifiers"
        )
    text = scan(narrative.text[:LONGEST_TEXT])
    seen: dict[tuple[int, str], Mention] = {}
    for kind, found in _search(text.text):
        if len(seen) == MOST_FOUND:
            warnings.append(f"Only the first {MOST_FOUND} identifiers of the text at {narrative.pointer} were taken")
            break
        mention = _mention(kind, found, text, narrative)
        identifier = identify(mention)
        if identifier is not None:
            seen.setdefault((identifier.code, identifier.value), mention)
    return list(seen.values())


def _mention(kind: Kind, found: Found, text: Scan, narrative: Narrative) -> Mention:
    return Mention(
        kind.name,
        text.words(found.start, found.end),
        narrative.pointer,
        narrative.role,
        narrative.party,
        hint=found.hint,
        derived=True,
    )


def _search(text: str) -> Iterator[tuple[Kind, Found]]:
    """What the kinds find in the text's regions, at its place in the whole text."""
    kinds = [KINDS[name] for name in _ORDER if name in KINDS]
    for start, end in regions(text):
        for kind, found in _search_region(text[start:end], kinds):
            yield kind, Found(found.raw, found.start + start, found.end + start, found.hint)


def _search_region(text: str, kinds: list[Kind]) -> Iterator[tuple[Kind, Found]]:
    """What each kind finds, without overlaps."""
    taken = _times_and_uuids(text)
    for kind in kinds:
        for found in kind.find(text):
            if 1 in taken[found.start : found.end]:
                continue
            if kind.name != "wallet":
                taken[found.start : found.end] = b"\1" * (found.end - found.start)
            yield kind, found


def _times_and_uuids(text: str) -> bytearray:
    """A mark for each character: 1 where a time or a UUID stands, whose digits are nothing else."""
    taken = bytearray(len(text))
    dashes = text.count("-")
    patterns = ((_TIME, 2), (_UUID, 4))
    for pattern in (pattern for pattern, needed in patterns if dashes >= needed):
        for match in pattern.finditer(text):
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return taken
