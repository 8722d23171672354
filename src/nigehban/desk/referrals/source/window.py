"""A window on the lines of a document: some before a place, some after it, and never the whole.

The lines come as an iterator and are looked at once; no more than a window of them is kept.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from nigehban.formats.source_text import Line

AROUND = 150
SIZE = 2 * AROUND + 1


@dataclass(frozen=True, slots=True)
class Window:
    """Lines from number ``start`` (from 0) on; ``here`` is the number of the line at the place, ``more`` says whether
    lines follow. ``exact`` is False when the place itself is no line and ``here`` is what encloses it."""

    start: int
    lines: list[Line]
    more: bool
    here: int | None = None
    exact: bool = True


def window_from(lines: Iterable[Line], start: int, size: int = SIZE) -> Window:
    """The window that begins at a line number."""
    found = list(islice(lines, start, start + size + 1))
    return Window(start, found[:size], len(found) > size)


def window_at(lines: Iterable[Line], pointer: str, around: int = AROUND) -> Window:
    """The window around the line at ``pointer``, or around the first line of what encloses it most closely.

    The top of the document when nothing does. As ``nigehban.formats.source_text.nearest``, for documents that are too
    large to be kept as a list of lines.
    """
    search = _Search(pointer, around)
    for number, line in enumerate(lines):
        if search.look(number, line):
            break
    return search.window()


class _Search:
    """Keeps the window around the best line so far; until there is one, the top of the document."""

    def __init__(self, pointer: str, around: int) -> None:
        self._closeness_of = {place: length for length, place in enumerate(_enclosing(pointer), 1)}
        self._around = around
        self._before: deque[Line] = deque(maxlen=around)
        self._closeness = self._start = 0
        self._kept: list[Line] = []
        self._here: int | None = None
        self._more = False

    def look(self, number: int, line: Line) -> bool:
        """Look at the next line. True when the place is found and its window full."""
        closeness = self._closeness_of.get(line.pointer, 0)
        if closeness > self._closeness:
            self._closeness, self._here, self._more = closeness, number, False
            self._start, self._kept = number - len(self._before), [*self._before, line]
        elif number < self._end():
            self._kept.append(line)
        else:
            self._more = True
        self._before.append(line)
        return self._more and self._is_exact()

    def window(self) -> Window:
        """What was found."""
        return Window(self._start, self._kept, self._more, self._here, self._is_exact())

    def _is_exact(self) -> bool:
        return self._closeness == len(self._closeness_of)

    def _end(self) -> int:
        return self._start + 2 * self._around + 1 if self._here is None else self._here + self._around + 1


def _enclosing(pointer: str) -> list[str]:
    """The pointers of what encloses a place, widest first, and the place itself."""
    places = []
    while pointer:
        places.append(pointer)
        pointer = pointer.rpartition("/")[0]
    return places[::-1]
