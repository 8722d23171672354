"""A device or a card in it: IMEI, ICCID, IMSI, advertising id, Android id, hardware address, serial number.

``hint`` is the sender's idType. The canonical value starts with the sub-kind (``imei:``, ``iccid:``, ``adid:``, ...); a
network's name (``ssid:``) is kept and never links. UUIDs link whatever they are called, for platforms call the same
one by different names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nigehban.identifiers.calling import calling
from nigehban.identifiers.checks import luhn_holds
from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.text import is_filler, is_run, normalise_text
from nigehban.records import Mention

_SUBKINDS = (
    ("imei", ("imei",)),
    ("iccid", ("iccid", "simserial", "simcard")),
    ("imsi", ("imsi",)),
    ("meid", ("meid",)),
    ("idfv", ("idfv", "vendor")),
    ("adid", ("idfa", "advertis", "gaid", "aaid", "adid")),
    ("ssid", ("ssid", "wifiname", "network")),
    ("mac", ("mac", "bssid", "bluetooth")),
    ("android", ("android",)),
    ("serial", ("serial",)),
)
_PREFIXES = frozenset({name for name, _ in _SUBKINDS} | {"uuid", "id"})
_BROKEN = frozenset({"android:9774d56d682e549c", "imei:00499901064000", "mac:020000000000"})
"""Ids that very many devices share by a maker's mistake, or that a system gives instead of the true one."""
_UUID = re.compile(r"\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?")
_WORDS = ("imei", "iccid", "imsi", "meid", "idfa", "gaid", "aaid")
_SEPARATORS = re.compile(r"[\s./\-]+")
_IN_TEXT = re.compile(
    r"(?<![a-z])(imei|iccid|imsi|meid|idfa|gaid|aaid)(?: ?(?:no|number|id|[12]))?\.?\s{0,3}[:#=]?\s{0,3}"
    r"([0-9a-f](?:[ /-]?[0-9a-f]){12,35})(?![0-9a-z])"
)


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """The sub-kind and the value, or ``None`` for an IMEI, ICCID, IMSI or MEID of a wrong length."""
    plain = normalise_text(raw).strip()
    head, colon, tail = plain.partition(":")
    stated = subkind(hint)
    if colon and head in _PREFIXES and (stated is None or head in {stated, "uuid"}):
        stated, plain = head, tail.strip()
    if not plain:
        return None
    kind = stated or _guess(plain)
    return _CLEANERS.get(kind, _generic)(kind, plain)


@lru_cache(maxsize=1024)
def subkind(hint: str | None) -> str | None:
    """Our name for a sender's idType; ``None`` where it says nothing that we know."""
    if not hint:
        return None
    label = "".join(filter(str.isalnum, hint.casefold()))
    if "bssid" in label:
        return "mac"
    return next((name for name, words in _SUBKINDS if any(word in label for word in words)), None)


def _guess(plain: str) -> str:
    """The sub-kind of a value without idType, from its shape and check digit."""
    digits = _SEPARATORS.sub("", plain)
    if digits.isdecimal() and digits.isascii() and luhn_holds(digits):
        if len(digits) == 15:
            return "imei"
        if len(digits) in {19, 20} and digits.startswith("89"):
            return "iccid"
    return "uuid" if _UUID.fullmatch(plain.casefold()) else "id"


def _made(kind: str, body: str, country: str | None = None, warning: str | None = None) -> Cleaned:
    value = f"{kind}:{body}"
    if value in _BROKEN or not body.strip("0-") or is_run(body):
        return Cleaned(value, country, "A device number that stands for none", links=False)
    return Cleaned(value, country, warning)


def _imei(kind: str, plain: str) -> Cleaned | None:
    digits = _SEPARATORS.sub("", plain)
    if not digits.isdecimal() or not digits.isascii() or not 14 <= len(digits) <= 16:
        return None
    wrong = len(digits) == 15 and not luhn_holds(digits)
    return _made(kind, digits[:14], warning="The IMEI's check digit is wrong" if wrong else None)


def _iccid(kind: str, plain: str) -> Cleaned | None:
    digits = _SEPARATORS.sub("", plain).rstrip("Ff")
    if not digits.isdecimal() or not digits.isascii() or not 18 <= len(digits) <= 22:
        return None
    holder = calling(digits[2:]) if digits.startswith("89") else None
    right = holder is not None and (len(digits) == 18 or luhn_holds(digits))
    return _made(kind, digits, holder and holder.country, None if right else "The ICCID's form or check digit is wrong")


def _imsi(kind: str, plain: str) -> Cleaned | None:
    digits = _SEPARATORS.sub("", plain)
    if not digits.isdecimal() or not digits.isascii() or not 14 <= len(digits) <= 15:
        return None
    return _made(kind, digits, "PK" if digits.startswith("410") else None)


def _hexadecimal(kind: str, plain: str) -> Cleaned | None:
    body = re.sub(r"[\s:.\-]+", "", plain).casefold()
    length = {"meid": 14, "mac": 12, "android": 16}[kind]
    if len(body) == length and re.fullmatch(r"[0-9a-f]+", body):
        if kind == "mac" and int(body[1], 16) & 2:
            return Cleaned(f"mac:{body}", warning="A hardware address made up by the device", links=False)
        return _made(kind, body)
    return _generic("id" if kind == "android" else kind, plain)


def _uuid(kind: str, plain: str) -> Cleaned:
    match = _UUID.fullmatch(plain.casefold())
    return _made(kind, "-".join(match.groups())) if match else _generic(kind, plain)


def _generic(kind: str, plain: str) -> Cleaned:
    body = " ".join(plain.split())
    match = _UUID.fullmatch(body.casefold())
    if match:
        body = "-".join(match.groups())
    if is_filler(body) or len(body) < 4:
        return Cleaned(f"{kind}:{body}", warning="Too short for a device's number", links=False)
    return _made(kind, body)


def _ssid(kind: str, plain: str) -> Cleaned:
    return Cleaned(f"{kind}:{plain}", warning="A network's name; many networks share one", links=False)


_CLEANERS = {
    "imei": _imei,
    "iccid": _iccid,
    "imsi": _imsi,
    "meid": _hexadecimal,
    "mac": _hexadecimal,
    "android": _hexadecimal,
    "adid": _uuid,
    "idfv": _uuid,
    "uuid": _uuid,
    "ssid": _ssid,
}


def link_key(value: str, mention: Mention) -> str:
    """The value; of a UUID only the UUID, since one platform's ``IDFA`` is another's ``device id``."""
    del mention
    body = value.partition(":")[2]
    return body if len(body) == 36 and _UUID.fullmatch(body) else value


def find(text: str) -> Iterator[Found]:
    """Numbers that follow a word such as ``IMEI``."""
    low = text.lower()
    if not any(word in low for word in _WORDS):
        return
    for match in _IN_TEXT.finditer(low):
        start, end = match.span(2)
        yield Found(text[start:end], start, end, match[1].upper())


KIND = Kind("device", 5, Proof.STRONG, cap=6, clean=clean, link_key=link_key, find=find)
