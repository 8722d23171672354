"""A file's digest, by its algorithm. Many people hold a file that went round, so it only corroborates.

``hint`` is the sender's label (``MD5``, ``SHA-1``, ``PhotoDNA``, ``PDQ``, ...); without one the length decides.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator
from functools import lru_cache

from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.text import is_filler, normalise_text

_SIZES = {"md5": 32, "sha1": 40, "sha256": 64, "sha384": 96, "sha512": 128, "pdq": 64, "photodna": 288}
"""Lengths in hexadecimal digits."""
_BY_LENGTH = {32: "md5", 40: "sha1", 64: "sha256", 96: "sha384", 128: "sha512", 288: "photodna"}
_HEX = re.compile(r"[0-9a-f]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_\-]{22,400}={0,2}")
_EMPTY = frozenset(
    {
        "d41d8cd98f00b204e9800998ecf8427e",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
)
"""Digests of a file without content."""
_IN_TEXT = re.compile(r"[0-9a-fA-F][0-9a-fA-F]{31,127}")


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """``md5:`` and the digest in lower-case hexadecimal (also from base64); other labels keep their value as it is."""
    label, body = _label(hint), raw.strip()
    head, colon, tail = body.partition(":")
    if colon and (label is None or _label(head) == label):
        label, body = _label(head), tail.strip()
    digits = body.lower()
    if not _HEX.fullmatch(digits):
        digits = _from_numbers(normalise_text(body)) or _from_base64(normalise_text(body), label) or ""
    if label is None:
        label = _BY_LENGTH.get(len(digits))
        if label is None:
            return None
    return _made(label, digits, body)


@lru_cache(maxsize=256)
def _label(hint: str | None) -> str | None:
    """A sender's label in lower-case letters and digits: ``SHA-1`` is ``sha1``."""
    if not hint:
        return None
    return "".join(filter(str.isalnum, normalise_text(hint).casefold())) or None


def _made(label: str, digits: str, body: str) -> Cleaned | None:
    size = _SIZES.get(label)
    if size is None:
        return None if is_filler(body) or not body else Cleaned(f"{label}:{digits or body}")
    if not digits:
        return None
    if len(digits) != size:
        return Cleaned(f"{label}:{digits}", warning=f"Not as long as a {label} digest is", links=False)
    if digits in _EMPTY or digits == digits[0] * size:
        return Cleaned(f"{label}:{digits}", warning="The digest of an empty or plain file", links=False)
    return Cleaned(f"{label}:{digits}")


def _from_base64(body: str, label: str | None) -> str | None:
    if not _BASE64.fullmatch(body):
        return None
    text = body.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        digits = b64decode(text + "=" * (-len(text) % 4), validate=True).hex()
    except (Base64Error, ValueError):
        return None
    wanted = _SIZES.get(label) if label else None
    return digits if len(digits) == wanted or (wanted is None and len(digits) in _BY_LENGTH) else None


def _from_numbers(body: str) -> str | None:
    """PhotoDNA as some senders write it: 144 numbers from 0 to 255 with commas."""
    if body.count(",") != 143:
        return None
    parts = [part.strip() for part in body.split(",")]
    if not all(part.isascii() and part.isdecimal() and len(part) <= 3 and int(part) < 256 for part in parts):
        return None
    return bytes(map(int, parts)).hex()


def find(text: str) -> Iterator[Found]:
    """Hexadecimal digests of the length of MD5, SHA-1, SHA-256, SHA-384 or SHA-512."""
    for match in _IN_TEXT.finditer(text):
        start, end = match.span()
        alone = not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        if alone and end - start in _BY_LENGTH and not match[0].isdecimal():
            yield Found(match[0], start, end)


KIND = Kind("file_hash", 19, Proof.CORROBORATING, cap=20, clean=clean, find=find)
