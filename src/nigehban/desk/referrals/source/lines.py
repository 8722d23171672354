"""Lines of a source document as they stand on the screen: folded when long, key and value kept apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from nigehban.desk.referrals.source.window import Window
from nigehban.formats.source_text import Line

FOLD = 2_000
"""A longer line is cut here; all of it is read on a page of its own, in pieces."""
PIECE = 20_000
_MAX_INDENT = 24
_KEYED = re.compile(r'("(?:[^"\\]|\\.)*"|[^:"\n]{1,200}): ', re.DOTALL)


class ShownLine(NamedTuple):
    """``number`` counts from 1. ``key`` is what stands before the colon, shown apart from ``text`` so that writing
    from right to left in one can not move the other. ``folded`` is how many characters are not shown."""

    number: int
    indent: int
    key: str
    text: str
    folded: int
    is_here: bool


class Piece(NamedTuple):
    """A part of one long line; ``start`` and ``end`` count its characters from 0, of ``total``."""

    number: int
    text: str
    start: int
    end: int
    total: int


def shown_lines(window: Window) -> list[ShownLine]:
    """The window's lines."""
    return [
        _shown(line, number, is_here=number == window.here) for number, line in enumerate(window.lines, window.start)
    ]


def piece_of(line: Line, number: int, start: int) -> Piece:
    """The part of a line that begins at a character."""
    return Piece(
        number + 1, line.text[start : start + PIECE], start, min(start + PIECE, len(line.text)), len(line.text)
    )


def _shown(line: Line, number: int, *, is_here: bool) -> ShownLine:
    head = line.text[:FOLD]
    keyed = _KEYED.match(head)
    key, text = (keyed[1], head[keyed.end() :]) if keyed else ("", head)
    return ShownLine(number + 1, min(line.depth, _MAX_INDENT), key, text, len(line.text) - len(head), is_here)
