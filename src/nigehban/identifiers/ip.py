"""An IP address at a time. Alone it names a connection, and behind carrier-grade NAT thousands share it.

RFC 6302 asks servers to log the source port for this reason: with a port two mentions link within one UTC day,
without one only within one UTC hour. An IPv6 address links by its /64, the usual share of one connection, and
needs no port. Without a time, with a time of unknown zone, or through a stated proxy it does not link. Private,
shared (RFC 6598), loopback and multicast ranges never link. The documentation ranges (RFC 5737, RFC 3849) count
as public: all data for tests comes from them.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime

from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.text import normalise_text
from nigehban.records import Mention

CAP = 4
"""Distinct subjects at one address within one window: a family, not an operator's gateway."""


def _network(text: str, length: int) -> tuple[int, int]:
    shift = 32 - length
    return int.from_bytes(socket.inet_aton(text), "big") >> shift, shift


_UNLINKABLE = tuple(
    _network(*network)
    for network in (
        ("0.0.0.0", 8),  # noqa: S104  an address range, nothing is bound
        ("10.0.0.0", 8),
        ("100.64.0.0", 10),
        ("127.0.0.0", 8),
        ("169.254.0.0", 16),
        ("172.16.0.0", 12),
        ("192.168.0.0", 16),
        ("224.0.0.0", 3),
    )
)
_MAPPED = bytes(10) + b"\xff\xff"
_NAT64 = bytes.fromhex("0064ff9b") + bytes(8)
_V4 = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}"
_WITH_PORT = re.compile(rf"(?:({_V4}):(\d{{1,5}})|\[([0-9a-fA-F:.]+)(?:%\w+)?\](?::(\d{{1,5}}))?)")
_WITH_TIME = re.compile(
    r"(\S+) +(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?) *", re.ASCII
)
_V4_IN_TEXT = re.compile(r"[0-9][0-9]{0,2}(?:\.[0-9]{1,3}){3}(?::[0-9]{1,5})?")
_V6_IN_TEXT = re.compile(r"[0-9a-fA-F][0-9a-fA-F]{0,3}(?::[0-9a-fA-F]{0,4}){2,8}")
_VERSION = re.compile(r"(?:v|ver|version|build|release)[ .:]*$", re.IGNORECASE)


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """The address in its shortest form, without port or zone; an IPv4 address in IPv6 dress becomes IPv4."""
    del hint
    packed = _packed(raw) or _packed(_address(normalise_text(raw).strip()))
    if packed is None:
        return None
    if len(packed) == 16 and packed[:12] in {_MAPPED, _NAT64}:
        packed = packed[12:]
    family = socket.AF_INET if len(packed) == 4 else socket.AF_INET6
    value = socket.inet_ntop(family, packed)
    if _unlinkable(packed):
        return Cleaned(value, warning="An address of a private or shared network", links=False)
    return Cleaned(value)


def _address(plain: str) -> str:
    """The address alone, without brackets, port, zone or prefix length."""
    plain = _without_time(plain)
    match = _WITH_PORT.fullmatch(plain)
    if match:
        return match[1] or match[3]
    return plain.partition("%")[0].partition("/")[0]


def _without_time(plain: str) -> str:
    """The address of a line of a log, which some senders copy whole."""
    match = _WITH_TIME.fullmatch(plain) if " " in plain else None
    return match[1] if match else plain


def _packed(text: str) -> bytes | None:
    try:
        return socket.inet_pton(socket.AF_INET6 if ":" in text else socket.AF_INET, text)
    except (OSError, ValueError):
        return None


def _unlinkable(packed: bytes) -> bool:
    if len(packed) == 4:
        number = int.from_bytes(packed, "big")
        return any(number >> shift == network for network, shift in _UNLINKABLE)
    first = packed[0]
    return not any(packed[:8]) or first in {0xFC, 0xFD, 0xFF} or (first == 0xFE and packed[1] & 0x80 != 0)


def time_of(mention: Mention) -> datetime | None:
    """The time in UTC: as stated with its zone, or as written behind the address; ``None`` where it is not sure."""
    at = mention.at
    if at is not None:
        return at.utc if at.zone_known else None
    match = _WITH_TIME.fullmatch(mention.raw.strip()) if " " in mention.raw else None
    if match is None:
        return None
    try:
        when = datetime.fromisoformat(match[2])
        return when.astimezone(UTC) if when.tzinfo else None
    except (ValueError, OverflowError):
        return None


def port_of(mention: Mention) -> int | None:
    """The source port: as stated, or as written behind the address."""
    if mention.port:
        return mention.port
    if ":" not in mention.raw:
        return None
    match = _WITH_PORT.fullmatch(_without_time(normalise_text(mention.raw).strip()))
    stated = match and (match[2] or match[4])
    return int(stated) if stated else None


def link_key(value: str, mention: Mention) -> str | None:
    """``address|port|day``, ``address|hour`` or ``prefix/64|hour``, in UTC; ``None`` without a sure time."""
    when = time_of(mention)
    if when is None or mention.proxy:
        return None
    day, hour = when.toordinal(), when.hour
    if ":" in value:
        prefix = socket.inet_pton(socket.AF_INET6, value)[:8].hex()
        return f"{prefix}/64|{day}.{hour}"
    port = mention.port or port_of(mention)
    return f"{value}|{port}|{day}" if port else f"{value}|{day}.{hour}"


def find(text: str) -> Iterator[Found]:
    """Addresses in dotted form (not version numbers) and IPv6 addresses, with a port written behind."""
    for match in _V4_IN_TEXT.finditer(text):
        if _stands_alone(text, *match.span()) and not _VERSION.search(text[max(0, match.start() - 10) : match.start()]):
            yield Found(match[0], match.start(), match.end())
    if "::" in text or text.count(":") >= 7:
        for match in _V6_IN_TEXT.finditer(text):
            if _stands_alone(text, *match.span()) and _packed(match[0]):
                yield Found(match[0], match.start(), match.end())


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:].isalnum() or after[:1].isalnum() or before[-1:] in {"_", "@", ":"} or after[:1] in {"_", "@"}:
        return before[-1:] == ":" and not before[:1].isdigit() and not after[:1].isalnum()
    return not (before[-1:] == "." and before[:1].isalnum()) and not (after[:1] in {".", ":"} and after[1:].isalnum())


KIND = Kind("ip", 6, Proof.CORROBORATING, cap=CAP, clean=clean, link_key=link_key, find=find, timed=True)
