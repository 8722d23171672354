"""The rows of a CSV as they stream by, each with the line on which it begins.

A quotation mark that never closes would swallow all that follows: a row of more lines than a comment may have is given
up, and reading goes on with the line after its first. Where no line has a quotation mark, each is a row.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from nigehban.formats.known_sets.rows import shown
from nigehban.formats.known_sets.text_lines import MAX_LINE_BYTES, Block, TextLines
from nigehban.records.known import Rejected

MAX_LINES_A_ROW: Final = 50


class CsvRows(NamedTuple):
    """Some rows, one a line from line ``first`` on; an empty line is an empty row."""

    first: int
    rows: list[list[str]]


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
            self._ahead.extend(self._fetch().lines)
        line = self._ahead.popleft()
        self._taken.append(line)
        return line

    def unquoted(self) -> Block | None:
        """The next lines when no row is begun and none of them has a quotation mark. Raises ``StopIteration``."""
        if self._ahead:
            return None
        block = self._fetch()
        if block.quoted:
            self._ahead.extend(block.lines)
            return None
        self._next += len(block.lines)
        return block

    def _fetch(self) -> Block:
        while isinstance(found := next(self._blocks), Rejected):
            self.rejected.append(found)
            self._next += 1
        return found

    @property
    def is_between(self) -> bool:
        """Whether all lines that were fetched have been given."""
        return not self._ahead

    def end_row(self) -> tuple[int, int]:
        """The line on which the row began, and how many lines it has; the next one begins."""
        line, lines = self._next, len(self._taken)
        self._next += lines
        self._taken.clear()
        return line, lines

    def give_up(self) -> tuple[int, str]:
        """The first line of the row and its number; its other lines are given again."""
        first = self._taken[0] if self._taken else ""
        self._ahead.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]
        return self.end_row()[0], first


def csv_rows(lines: TextLines, delimiter: str) -> Iterator[CsvRows | Rejected]:
    """The rows, and the lines that are no rows."""
    csv.field_size_limit(MAX_LINE_BYTES * MAX_LINES_A_ROW)
    feed = _Feed(lines.blocks())
    ended = False
    while not ended:
        try:
            block = feed.unquoted()
        except StopIteration:
            block, ended = None, True
        if block is not None:
            yield CsvRows(block.first, list(csv.reader(block.lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)))
        elif not ended:
            yield from _quoted(feed, delimiter)
        yield from feed.rejected
        feed.rejected.clear()


def _quoted(feed: _Feed, delimiter: str) -> Iterator[CsvRows | Rejected]:
    """Rows until all lines that were fetched are used up; those of one line each together."""
    alike = CsvRows(0, [])
    error: Exception | None = None
    try:
        for cells in csv.reader(feed, delimiter=delimiter, strict=True):
            line, lines = feed.end_row()
            if alike.first + len(alike.rows) != line:
                yield from _some(alike)
                alike = CsvRows(line, [])
            alike.rows.append(cells)
            if lines > 1:
                yield from _some(alike)
                alike = CsvRows(0, [])
            if feed.is_between:
                break
    except (csv.Error, _TooManyLinesError) as found:
        error = found
    yield from _some(alike)
    if error is not None:
        line, text = feed.give_up()
        yield Rejected(line, _reason(error), shown(text.rstrip("\r\n")))


def _some(rows: CsvRows) -> Iterator[CsvRows]:
    if rows.rows:
        yield rows


def _reason(error: Exception) -> str:
    if isinstance(error, _TooManyLinesError) or "end of data" in str(error):
        return "A quotation mark is open that never closes; the line was left out and the next one read as a row."
    return f"The quotation marks of the line are wrong: {error}."
