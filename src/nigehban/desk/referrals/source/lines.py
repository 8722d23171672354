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

_CELL = re.compile(r"cell=([0-9]+),|![A-Z]+([0-9]+)$")
"""The row of a cell's pointer: RFC 7111, or a workbook's ``sheet!B3``."""


class ShownLine(NamedTuple):
    """``number`` counts from 1. ``key`` is what stands before the colon, shown apart from ``text`` so that writing
    from right to left in one can not move the other. ``folded`` is how many characters are not shown.
    ``begins_record`` marks the first cell of a row of a table."""

    number: int
    indent: int
    key: str
    text: str
    folded: int
    is_here: bool
    begins_record: bool


class Piece(NamedTuple):
    """A part of one long line; ``start`` and ``end`` count its characters from 0, of ``total``."""

    number: int
    text: str
    start: int
    end: int
    total: int


def shown_lines(window: Window) -> list[ShownLine]:
    """The window's lines."""
    rows = [_row(line.pointer) for line in window.lines]
    return [
        _shown(
            line,
            window.start + position,
            is_here=window.start + position == window.here,
            begins_record=rows[position] is not None and rows[position] != rows[position - 1],
        )
        for position, line in enumerate(window.lines)
    ]


def piece_of(line: Line, number: int, start: int) -> Piece:
    """The part of a line that begins at a character."""
    return Piece(
        number + 1, line.text[start : start + PIECE], start, min(start + PIECE, len(line.text)), len(line.text)
    )


def _row(pointer: str) -> str | None:
    found = _CELL.search(pointer)
    return found and (found[1] or found[2])


def _shown(line: Line, number: int, *, is_here: bool, begins_record: bool) -> ShownLine:
    head = line.text[:FOLD]
    keyed = _KEYED.match(head)
    key, text = (keyed[1], head[keyed.end() :]) if keyed else ("", head)
    return ShownLine(
        number + 1, min(line.depth, _MAX_INDENT), key, text, len(line.text) - len(head), is_here, begins_record
    )
