"""A JSON document's bytes as values that state exactly what the bytes state.

The fast parser (orjson) silently keeps only the last of repeated keys and rounds numbers past 64 bits and long
decimals. It is therefore trusted only with proof: written out again, its values give the same text, white space aside.
Had a key been dropped or a digit been rounded, the text would differ. (White space inside strings is left aside too,
which moves no key and no digit.) Every other document, for example one with ``\\u0041`` for A, is read again by the
exact parser; that costs three times as much and nothing else.

JSON Lines (one document a line) are read too; the pointer of what stands on a line begins with the line's position,
counted from 0 and including blank lines.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from typing import Final, NamedTuple

import orjson

from nigehban.formats import json_exact
from nigehban.formats.errors import Damaged, Refused, TooLarge
from nigehban.formats.pointers import escape
from nigehban.formats.reader import MAX_DEPTH, MAX_LEAF_CHARACTERS

MAX_VALUES: Final = 10_000_000
"""More values than this in one document are refused: 256 MB of real referrals hold 7 million."""

_WHITE_SPACE: Final = b" \t\r\n"
_STEPS: Final = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}
_WINDOWS_1252: Final = {
    0xDC00 + byte: bytes([byte]).decode("cp1252" if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else "latin-1")
    for byte in range(0x80, 0x100)
}
"""Bytes that are not UTF-8 (as ``surrogateescape`` marks them) to the characters they are in Windows-1252."""
_BRACKETS: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)
_MAX_WARNINGS: Final = 100
_AGAIN: Final = "Ask the sender for it again."


class Root(NamedTuple):
    """One value of a document and the pointer to it: ``""`` for a whole document, ``/7`` for the eighth line."""

    pointer: str
    value: object


class Loaded(NamedTuple):
    """What a document holds: one root, or one for each line of JSON Lines; and warnings for a clerk.

    ``plain`` says that no key stands twice in an object.
    """

    roots: list[Root]
    warnings: list[str]
    plain: bool


class _Parsed(NamedTuple):
    value: object
    oddities: list[str]
    plain: bool = False


def looks_like_json(data: bytes) -> bool:
    """Whether the first character, in whatever Unicode encoding, opens an object or a list."""
    start = data[:256]
    text = start.decode(json.detect_encoding(start), "replace").lstrip("\ufeff \t\r\n")
    return text[:1] in {"{", "["}


def load(data: bytes) -> Loaded:
    """The document's values, exact.

    Raises ``Damaged`` (with line and column) for what is no JSON, ``TooLarge`` for what nests deeper than
    ``MAX_DEPTH``, holds a text longer than ``MAX_LEAF_CHARACTERS`` or more than ``MAX_VALUES`` values.
    """
    utf8, warnings = to_utf8(data)
    _check_amount(utf8)
    try:
        value, oddities, plain = _parse(utf8)
    except Refused:
        if not _is_lines(utf8):
            raise
        roots, oddities = _lines(utf8)
        plain = False
    else:
        roots = [Root("", value)]
    if b"\\u0000" in utf8 or b"\x00" in utf8:
        oddities.append("The document holds NUL characters; they are kept in the facts.")
    return Loaded(roots, warnings + oddities, plain)


def _parse(utf8: bytes) -> _Parsed:
    """The value of one JSON text, by the fast parser where that is exact."""
    try:
        value = orjson.loads(utf8)
    except orjson.JSONDecodeError as error:
        return _parse_exactly(utf8, refused_because=error.msg)
    _check_texts(value, utf8)  # before it is written out again, which takes as much memory once more
    return _Parsed(value, [], plain=True) if _says_the_same(value, utf8) else _parse_exactly(utf8)


def _says_the_same(value: object, utf8: bytes) -> bool:
    """Whether the value states all that the text states: see the module's first paragraphs."""
    try:
        again = orjson.dumps(value)
    except orjson.JSONEncodeError:  # nested deeper than it writes
        return False
    return again == utf8 or again.translate(None, _WHITE_SPACE) == utf8.translate(None, _WHITE_SPACE)


def _parse_exactly(utf8: bytes, refused_because: str = "") -> _Parsed:
    _check_depth(utf8)
    try:
        value, warnings = json_exact.loads(utf8.decode("utf-8", "surrogatepass"))
    except json.JSONDecodeError as error:
        raise Damaged(
            f"The document is broken off or damaged at line {error.lineno}, column {error.colno} "
            f"(character {error.pos:,}): {error.msg}. {_AGAIN}"
        ) from error
    _check_texts(value, utf8)
    if refused_because:
        warnings.append(f"The document is not strict JSON ({refused_because}); it was read all the same.")
    return _Parsed(value, warnings)


def _is_lines(utf8: bytes) -> bool:
    return sum(line.startswith(b'{"') for line in utf8.splitlines()) > 1


def _lines(utf8: bytes) -> tuple[list[Root], list[str]]:
    """The values of JSON Lines; a line that is damaged becomes a warning, since the others are whole documents."""
    roots: list[Root] = []
    warnings: list[str] = []
    for position, line in enumerate(utf8.split(b"\n")):
        if not line.strip():
            continue
        try:
            value, oddities, _ = _parse(line)
        except Refused as refusal:
            oddities = [f"It was left out: {refusal}"]
        else:
            roots.append(Root(f"/{position}", value))
        warnings += [f"Line {position + 1}: {oddity}" for oddity in oddities]
    if not roots:
        raise Damaged(f"No line of the document is whole. {_AGAIN}")
    return roots, _shortened(warnings)


def _shortened(warnings: list[str]) -> list[str]:
    more = len(warnings) - _MAX_WARNINGS
    return [*warnings[:_MAX_WARNINGS], f"{more} more warnings of this kind."] if more > 0 else warnings


def to_utf8(data: bytes) -> tuple[bytes, list[str]]:
    """The text in UTF-8 without byte order mark, and a warning where its encoding had to be guessed.

    Raises ``Damaged`` when UTF-16 or UTF-32 breaks off.
    """
    encoding = json.detect_encoding(data)
    if encoding not in {"utf-8", "utf-8-sig"}:
        return _from_wide(data, encoding), []
    data = data.removeprefix(BOM_UTF8)
    if data.isascii():
        return data, []
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        warning = (
            f"The document is not UTF-8 from byte {error.start:,} on; characters that are not were read as "
            "Windows-1252. Check names and texts."
        )
        return _from_mixed(data), [warning]
    return data, []


def _from_mixed(data: bytes) -> bytes:
    """UTF-8 where it is UTF-8; every other byte as the character it is in Windows-1252 (or Latin-1)."""
    return data.decode("utf-8", "surrogateescape").translate(_WINDOWS_1252).encode("utf-8")


def _from_wide(data: bytes, encoding: str) -> bytes:
    try:
        return data.decode(encoding, "surrogatepass").encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise Damaged(f"The document is broken {encoding.upper()} text at byte {error.start:,}. {_AGAIN}") from error


def _check_amount(utf8: bytes) -> None:
    """Every value but the root follows a comma or an opening bracket, so this bounds their number from above."""
    if len(utf8) > MAX_VALUES and utf8.count(b",") + utf8.count(b"[") + utf8.count(b"{") > MAX_VALUES:
        raise TooLarge(f"The document holds more than {MAX_VALUES:,} values. Ask the sender to split it.")


def _check_texts(root: object, utf8: bytes) -> None:
    stack = [(root, "")] if len(utf8) > MAX_LEAF_CHARACTERS else []
    while stack:
        node, pointer = stack.pop()
        if isinstance(node, str) and len(node) > MAX_LEAF_CHARACTERS:
            raise TooLarge(
                f"The text at {pointer[:200]} has {len(node):,} characters; {MAX_LEAF_CHARACTERS:,} is the limit, "
                "and no sender writes so much. Ask the sender what it is."
            )
        if isinstance(node, dict):
            stack += [(key, pointer) for key in node if len(key) > MAX_LEAF_CHARACTERS]
            stack += [(child, f"{pointer}/{escape(key)}") for key, child in node.items()]
        elif isinstance(node, list):
            stack += [(child, f"{pointer}/{position}") for position, child in enumerate(node)]


def _check_depth(utf8: bytes) -> None:
    if utf8.count(b"[") + utf8.count(b"{") <= MAX_DEPTH:
        return
    depth = 0
    for match in _BRACKETS.finditer(utf8):
        depth += _STEPS.get(match[0], 0)
        if depth > MAX_DEPTH:
            line = utf8.count(b"\n", 0, match.start()) + 1
            column = match.start() - utf8.rfind(b"\n", 0, match.start())
            raise TooLarge(
                f"The document nests more than {MAX_DEPTH} levels deep at line {line}, column {column} "
                f"(byte {match.start():,}); no real referral does. Ask the sender what it is."
            )
