"""Hashes as lists write them, as bytes: hexadecimal in either case, in groups or behind 0x.

PhotoDNA values come in base64 too, or as 144 numbers. They are opaque: they are carried and compared, never made here.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from typing import Final

from nigehban.records.known import HASHES, PHOTODNA_BYTES

TITLES: Final = {"md5": "MD5", "sha1": "SHA-1", "sha256": "SHA-256", "pdq": "PDQ hash", "photodna": "PhotoDNA value"}
_QUOTES: Final = "=\"'"
"""Spreadsheets write ="12" where 12 is a text."""
_PREFIX: Final = re.compile(r"^0[xX](?=[0-9A-Fa-f])")
_BETWEEN_GROUPS: Final = re.compile(r"(?<=[0-9A-Fa-f]{2})[:-](?=[0-9A-Fa-f]{2})")
_SHOWN: Final = 80


class BadHash(ValueError):  # noqa: N818 - a hash that is wrong is no error of the program
    """A text is not the hash that it should be; the message says why."""


def parse(kind: str, text: str) -> bytes:
    """The bytes of a hash of one of the kinds of ``TITLES``, white space around it aside. Raises ``BadHash``."""
    if kind == "photodna":
        return photodna(text.strip())
    length = HASHES[kind]
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = _regrouped(text)
    if len(value) != length:
        raise BadHash(_why(kind, text.strip(), 2 * length))
    return value


def parse_all(kind: str, texts: Sequence[str]) -> bytes:
    """The bytes of many hashes of a kind, one behind the other. Raises ``ValueError``, and does not say for which."""
    if kind == "photodna":
        return b"".join(photodna(text.strip()) for text in texts)
    length = HASHES[kind]
    whole = bytes.fromhex("".join(texts))
    if set(map(len, texts)) != {2 * length} or len(whole) != length * len(texts):  # it passes over white space
        raise ValueError(f"there are hashes that have not {2 * length} digits")
    return whole


def photodna(text: str) -> bytes:
    """The bytes of a PhotoDNA value. Raises ``BadHash``."""
    value = _numbers(text) if "," in text else _hex_or_base64("".join(text.split()))
    if len(value) != PHOTODNA_BYTES:
        raise BadHash(
            f"the PhotoDNA value is none of base64 (192 characters), hexadecimal (288) or 144 numbers: {_short(text)}"
        )
    return value


def _regrouped(text: str) -> bytes:
    """The bytes of digits in quotation marks, behind 0x, or in groups with colons or hyphens between them."""
    try:
        return bytes.fromhex(_BETWEEN_GROUPS.sub("", _PREFIX.sub("", text.strip().strip(_QUOTES))))
    except ValueError:
        return b""


def _why(kind: str, text: str, length: int) -> str:
    title = TITLES[kind]
    if len(text) != length:
        return f"the {title} has {len(text):,} characters, it must have {length}: {_short(text)}"
    wrong = next((sign for sign in text if sign not in "0123456789abcdefABCDEF"), text[:1])
    return f"the {title} has a character that is none of 0-9 and a-f ({wrong!r}): {_short(text)}"


def _hex_or_base64(text: str) -> bytes:
    try:
        return bytes.fromhex(text) if len(text) == 2 * PHOTODNA_BYTES else base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return b""


def _numbers(text: str) -> bytes:
    try:
        return bytes(int(number) for number in text.split(",", PHOTODNA_BYTES))
    except ValueError:
        return b""


def _short(text: str) -> str:
    return repr(text[:_SHOWN]) + (" …" if len(text) > _SHOWN else "")
