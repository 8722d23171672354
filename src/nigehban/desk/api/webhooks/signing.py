"""How a receiver knows that a notice is ours and not an old one: HMAC-SHA256 over the time and the body."""

from __future__ import annotations

import hmac
from hashlib import sha256

HEADER = "Nigehban-Signature"
TOLERANCE_SECONDS = 300
"""How old a signature a receiver should take at most (docs/api.md)."""


def signature(secret: str, body: bytes, at: int) -> str:
    """The header's value, ``t=1767225600,v1=…``; ``at`` is the time of the attempt in Unix seconds."""
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, sha256).hexdigest()
    return f"t={at},v1={signed}"


def is_signed(secret: str, body: bytes, header: str, now: int) -> bool:
    """Whether the header signs this body, and lately: what a receiver does."""
    at, _, _signed = header.removeprefix("t=").partition(",")
    if not at.isdecimal() or abs(now - int(at)) > TOLERANCE_SECONDS:
        return False
    return hmac.compare_digest(signature(secret, body, int(at)), header)
