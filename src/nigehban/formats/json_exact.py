"""JSON read exactly: the slow way, for the few documents that the fast parser would change.

It keeps what the fast parser drops or rounds: both values of a repeated key, integers past 64 bits, the digits of
decimals. It also reads what is not quite JSON but has only one meaning: raw control characters, ``NaN``, and halves of
surrogate pairs, which become the literal text ``\\ud800``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Final

_LONGEST_INT: Final = 18
"""Digits (and sign) that surely fit in 64 bits."""
_ESCAPE: Final = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)


class RepeatedKeys(dict[str, object]):
    """An object in which a key stood more than once: as a dict it holds the last values, ``earlier`` the others."""

    __slots__ = ("earlier",)

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        last = {key: position for position, (key, _) in enumerate(pairs)}
        self.earlier = [pair for position, pair in enumerate(pairs) if last[pair[0]] != position]


def without(node: dict[str, object], key: str) -> dict[str, object]:
    """The object without its (last) value of ``key``; earlier values of repeated keys stay."""
    rest = [(other, value) for other, value in node.items() if other != key]
    if not isinstance(node, RepeatedKeys):
        return dict(rest)
    repeated = RepeatedKeys(rest)
    repeated.earlier = node.earlier
    return repeated


class NumberText(str):
    """A number by its digits as they stood in the document."""

    __slots__ = ()


def loads(text: str) -> tuple[object, list[str]]:
    """The value, and warnings for a clerk about what was odd.

    Raises ``json.JSONDecodeError`` (with line and column) for what is no JSON, ``RecursionError`` for what nests
    too deep.
    """
    whole, halves = _spell_out_half_surrogates(text)
    constants: list[str] = []
    value = _decoder(constants.append).decode(whole)
    warnings = []
    if halves:
        warnings.append(f"{halves} broken characters (half a surrogate pair) were kept as text like \\ud800.")
    if constants:
        warnings.append(f"Not a number in JSON, kept as text: {', '.join(sorted(set(constants)))}.")
    return value, warnings


def _decoder(note_constant: Callable[[str], None]) -> json.JSONDecoder:
    def constant(text: str) -> NumberText:
        note_constant(text)
        return NumberText(text)

    return json.JSONDecoder(
        object_pairs_hook=_object,
        parse_float=NumberText,
        parse_int=_integer,
        parse_constant=constant,
        strict=False,
    )


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    node = dict(pairs)
    return node if len(node) == len(pairs) else RepeatedKeys(pairs)


def _integer(digits: str) -> int | NumberText:
    return int(digits) if len(digits) <= _LONGEST_INT and digits != "-0" else NumberText(digits)


def _spell_out_half_surrogates(text: str) -> tuple[str, int]:
    """The text with every half of a surrogate pair as literal text, and how many there were."""
    escaped = text.encode("utf-8", "backslashreplace").decode()
    halves = 0

    def spell_out(match: re.Match[str]) -> str:
        nonlocal halves
        if match[1] is None:
            return match[0]
        halves += 1
        return f"\\\\{match[1]}"

    return _ESCAPE.sub(spell_out, escaped), halves
