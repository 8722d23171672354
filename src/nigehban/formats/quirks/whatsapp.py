"""WhatsApp's free text holds a JSON object that begins with ``report_surface``; its keys say what its values are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from nigehban.formats.police.draft import Draft, Owner, scalar_text
from nigehban.formats.quirks.quirk import Quirk, Report, derived, owned_texts
from nigehban.records import Role

PLATFORM: Final = "WhatsApp"
_START: Final = re.compile(r'\{\s*"report_surface"')
_KINDS: Final = (
    (re.compile(r"phone|msisdn|wa_?id", re.IGNORECASE), "phone"),
    (re.compile(r"e_?mail", re.IGNORECASE), "email"),
    (re.compile(r"(?:^|_)ip(?:_?address)?$", re.IGNORECASE), "ip"),
    (re.compile(r"group.*(?:id|link)$|^group$", re.IGNORECASE), "group"),
    (re.compile(r"device_?id$", re.IGNORECASE), "device"),
    (re.compile(r"user_?name$|screen_?name$", re.IGNORECASE), "handle"),
)
_HINTED: Final = frozenset({"group", "handle"})
_MAX_LEAVES: Final = 1000
_MAX_LEVELS: Final = 20
_LONGEST_VALUE: Final = 256


def _apply(draft: Draft, report: Report) -> None:
    del report
    for text, pointer, owner in owned_texts(draft):
        start = _START.search(text) if "report_surface" in text else None
        if start is not None:
            _embedded(draft, owner, text, start.start(), pointer)


def _embedded(draft: Draft, owner: Owner, text: str, start: int, pointer: str) -> None:
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        draft.warn(f"The JSON inside the text at {pointer} is broken; its identifiers were not read from it.")
        return
    for key, leaf in islice(_leaves("", value, _MAX_LEVELS), _MAX_LEAVES):
        kind = next((kind for pattern, kind in _KINDS if pattern.search(key)), None)
        if kind is not None and leaf.strip():
            whose = Owner(Role.REPORTER) if "reporter" in key.lower() else owner
            derived(draft, whose, kind, leaf, pointer, PLATFORM if kind in _HINTED else None)


def _leaves(key: str, value: object, levels: int) -> Iterator[tuple[str, str]]:
    """Each text or number with the key that it stands under; list entries stand under their list's key."""
    if isinstance(value, dict) and levels:
        for below, child in value.items():
            yield from _leaves(below, child, levels - 1)
    elif isinstance(value, list) and levels:
        for child in value:
            yield from _leaves(key, child, levels - 1)
    elif not isinstance(value, bool) and (text := scalar_text(value)) and len(text) <= _LONGEST_VALUE:
        yield key[:100], text.encode("utf-8", "backslashreplace").decode()


QUIRK: Final = Quirk("whatsapp", None, _apply)
