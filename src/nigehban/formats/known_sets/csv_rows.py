"""The rows of a CSV as they stream by, each with the line on which it begins.

A quotation mark that never closes would swallow all that follows: a row of more lines than a comment may have is given
up, and reading goes on with the line after its first.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import Final

from nigehban.formats.known_sets.rows import shown
from nigehban.formats.known_sets.text_lines import MAX_LINE_BYTES, Block, TextLines
from nigehban.records.known import Rejected

MAX_LINES_A_ROW: Final = 50
CsvRow = tuple[int, list[str]]
"""The line and the cells."""


class _TooManyLinesError(Exception):
    """A row has more lines than any comment."""


class _Feed:
    """Gives the parser its lines, and remembers those of the row that it is in."""

    def __init__(self, blocks: Iterator[Block | Rejected]) -> None:
        self._blocks = blocks
        self._ahead: deque[str] = deque()
        self._taken: list[str] = []
        self._next = 1
        self.rejected: list[Rejected] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._taken) == MAX_LINES_A_ROW:
            raise _TooManyLinesError
        while not self._ahead:
            self._fetch()
        line = self._ahead.popleft()
        self._taken.append(line)
        return line

    def _fetch(self) -> None:
        found = next(self._blocks)
        if isinstance(found, Rejected):
            self.rejected.append(found)
            self._next += 1
        else:
            self._ahead.extend(found.lines)

    def end_row(self) -> int:
        """The line on which the row began; the next one begins."""
        line = self._next
        self._next += len(self._taken)
        self._taken.clear()
        return line

    def give_up(self) -> tuple[int, str]:
        """The first line of the row and its number; its other lines are given again."""
        first = self._taken[0] if self._taken else ""
        self._ahead.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]
        return self.end_row(), first


def csv_rows(lines: TextLines, delimiter: str) -> Iterator[CsvRow | Rejected]:
    """The rows that are not empty, and the lines that are no rows."""
    csv.field_size_limit(MAX_LINE_BYTES * MAX_LINES_A_ROW)
    feed = _Feed(lines.blocks())
    ended = False
    while not ended:
        ended = True
        try:
            for cells in csv.reader(feed, delimiter=delimiter, strict=True):
                line = feed.end_row()
                if any(cells):
                    yield line, cells
                if feed.rejected:
                    yield from feed.rejected
                    feed.rejected.clear()
        except (csv.Error, _TooManyLinesError) as error:
            line, text = feed.give_up()
            yield Rejected(line, _reason(error), shown(text.rstrip("\r\n")))
            ended = False
    yield from feed.rejected


def _reason(error: Exception) -> str:
    if isinstance(error, _TooManyLinesError) or "end of data" in str(error):
        return "A quotation mark is open that never closes; the line was left out and the next one read as a row."
    return f"The quotation marks of the line are wrong: {error}."
