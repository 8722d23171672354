"""IP addresses as numbers: all 32 bits of IPv4, the upper 64 bits of IPv6 (a subscriber gets at least a /64)."""

from __future__ import annotations

from socket import AF_INET, AF_INET6, inet_pton

_MAPPED = b"\0" * 10 + b"\xff\xff"


def read_address(text: str) -> tuple[int, int] | None:
    """``(4, number)`` or ``(6, number)``; ``None`` for what is no address. IPv4 inside IPv6 is read as IPv4."""
    try:
        if ":" not in text:
            return 4, int.from_bytes(inet_pton(AF_INET, text.strip()), "big")
        packed = inet_pton(AF_INET6, text.strip().partition("%")[0])
    except (OSError, ValueError):  # ValueError: NUL or a character that is not ASCII
        return None
    if packed.startswith(_MAPPED):
        return 4, int.from_bytes(packed[12:], "big")
    return 6, int.from_bytes(packed[:8], "big")
