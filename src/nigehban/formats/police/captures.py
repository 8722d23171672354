"""``sourceCaptures``: the IP addresses, devices and links that a platform recorded, each with its moment."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from nigehban.formats.police.contacts import Handler
from nigehban.formats.police.draft import Draft, Owner, each, scalar_text
from nigehban.records import Mention

_KINDS: Final = {
    "ipaddress": "ip",
    "ip": "ip",
    "ipv4": "ip",
    "ipv6": "ip",
    "deviceid": "device",
    "device": "device",
    "url": "url",
    "profileurl": "profile_url",
    "phone": "phone",
    "phonenumber": "phone",
    "mobilephone": "phone",
    "email": "email",
    "emailaddress": "email",
    "screenname": "handle",
    "username": "handle",
    "espuserid": "account",
    "userid": "account",
}
"""``captureType`` in lower case without spaces, and what we call it."""

_PLATFORM_HINT: Final = frozenset({"account", "handle", "profile_url"})


def source_captures(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    """Each capture of a ``sourceInformation``."""
    for entry, at in each(value, pointer, "sourceCaptures"):
        if isinstance(entry, dict):
            _capture(draft, owner, entry, at)
        else:
            draft.odd(at, "source capture")


def platform_events(kind: str, value_key: str) -> Handler:
    """A handler for captures in the words of the platform's own form: ``ipCaptureEvent``, ``deviceId``."""

    def take(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
        for entry, at in each(value, pointer):
            node, here = (entry, at) if isinstance(entry, dict) else ({}, at)
            stated = draft.take_key(node, here, value_key, "value") if node else draft.take(entry, at)
            if stated is not None:
                _described(draft, draft.mention(kind, stated, owner), node, here)

    return take


def _capture(draft: Draft, owner: Owner, entry: dict[str, object], at: str) -> None:
    if entry.get("value") is None:
        return
    stated_type = entry.get("captureType")
    kind = _KINDS.get(_folded(stated_type)) if isinstance(stated_type, str) else None
    if kind is None:
        draft.warn(f"The captureType at {at} is not known; its value was kept as a fact.")
        return
    stated = draft.take(entry["value"], f"{at}/value")
    if stated is None:
        return
    draft.taken.add(f"{at}/captureType")
    mention = draft.mention(kind, stated, owner, owner.platform if kind in _PLATFORM_HINT else None)
    _described(draft, mention, entry, at)


def _described(draft: Draft, mention: Mention, entry: dict[str, object], at: str) -> None:
    if mention.kind == "device" and (id_type := draft.take_key(entry, at, "valueType", "idType")) is not None:
        mention.hint = id_type.value
    _moment(draft, mention, entry, at)


def _moment(draft: Draft, mention: Mention, entry: dict[str, object], at: str) -> None:
    """When it was recorded, at which event, through which port, and whether a proxy is supposed."""
    if (event := entry.get("eventName")) is not None and (stated := draft.take(event, f"{at}/eventName")):
        mention.event = stated.value
    if (when := entry.get("dateTime")) is not None:
        mention.at = draft.time(when, f"{at}/dateTime")
    if (port := entry.get("port")) is not None:
        mention.port = _port(draft, port, f"{at}/port")
    if (proxy := entry.get("possibleProxy")) is not None:
        mention.proxy = draft.flag(proxy, f"{at}/possibleProxy")


def _port(draft: Draft, value: object, pointer: str) -> int | None:
    text = scalar_text(value) or ""
    if not re.fullmatch("[0-9]{1,5}", text) or not 0 < int(text) < 65_536:
        draft.warn(f"The port at {pointer} is no port from 1 to 65535; it was kept as a fact.")
        return None
    draft.taken.add(pointer)
    return int(text)


@lru_cache(maxsize=256)
def _folded(capture_type: str) -> str:
    return re.sub(r"[\W_]+", "", capture_type[:40]).lower()
