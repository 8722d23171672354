"""Secrets of tokens: shown once, kept as digests."""

from __future__ import annotations

import secrets
from hashlib import sha256

PREFIX = "ngb_"
"""So that a secret that strayed into a file or a log is recognised as one."""


def new_secret() -> str:
    """A secret of 256 bits."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """The hex SHA-256. A secret of so many bits needs no slow hash: nobody guesses it."""
    return sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
