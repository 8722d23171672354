"""Equal keys are kept once; each has the rows that carry it. A hundred thousand entries of one hash cost one search.

What is found is a range of ``rows`` for each hit; ranges become rows block by block, so that an answer larger than
memory is given in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from nigehban.known.arrays import I64, U8, U32
from nigehban.known.errors import KeyFileError
from nigehban.known.ordering import PIECE, order_of, pieces, taken
from nigehban.known.sections import Specification, Writer

MOST_ROWS: Final = (1 << 32) - 64
"""Rows are counted in 32 bits."""
DEFAULT_BLOCK: Final = 1 << 20
"""Rows that a block of an answer holds at most, unless told."""


class Postings:
    """Keys in order of their bytes, each once: key ``i`` is carried by ``rows[starts[i]:starts[i + 1]]``, ascending."""

    def __init__(self, keys: U8, starts: U32, rows: U32, path: Path | None = None) -> None:
        """``keys``: (keys, width); ``starts``: (keys + 1,); ``rows``: (rows,); ``path``: the file that they lie in."""
        self.keys = keys
        self.starts = starts
        self.rows = rows
        self.path = path

    @classmethod
    def of(cls, keys: U8) -> Self:
        """Sort keys (rows, width) of uint8, and keep equal ones once. ``ValueError`` for more than ``MOST_ROWS``.

        Keys that lie in a file are sorted into one beside it, which nobody else sees: they may be larger than memory.
        """
        if len(keys) > MOST_ROWS:
            raise ValueError(f"{len(keys):,} keys are more than one file can hold ({MOST_ROWS:,}): make several")
        order, repeated = order_of(keys)
        firsts = np.concatenate(
            [at + np.flatnonzero(~repeated[at : at + PIECE]) for at in pieces(keys)], dtype=np.uint32, casting="unsafe"
        )
        starts = np.append(firsts, np.uint32(len(keys)))
        del repeated, firsts
        kept = _room(keys, len(starts) - 1)
        for at in pieces(kept):
            kept[at : at + PIECE] = taken(keys, order[starts[at : at + PIECE][: len(kept) - at]])
        return cls(kept, starts, order)

    @classmethod
    def of_file(cls, arrays: dict[str, NDArray[Any]], path: Path, width: int | None = None) -> Self:
        """The postings among the arrays of a file. ``KeyFileError`` when they do not belong together."""
        missing = {"keys", "starts", "rows"} - arrays.keys()
        if missing:
            raise KeyFileError(f"{path}: holds no {', '.join(sorted(missing))}. Get it anew.")
        made = cls(arrays["keys"], arrays["starts"], arrays["rows"], path)
        kinds = [(each.dtype.str, each.ndim) for each in (made.keys, made.starts, made.rows)]
        if kinds != [("|u1", 2), ("<u4", 1), ("<u4", 1)] or not made.keys.shape[1] or not made._add_up():
            raise KeyFileError(f"{path}: its keys and rows do not belong together. Get it anew.")
        if width not in (None, made.keys.shape[1]):
            raise KeyFileError(f"{path}: its keys have {made.keys.shape[1]} bytes, not {width}")
        return made

    def _add_up(self) -> bool:
        return len(self.starts) == len(self.keys) + 1 and int(self.starts[-1]) == len(self.rows)

    def by_row(self) -> U8:
        """The key of every row, (rows, width). ``KeyFileError`` when rows are missing or named twice."""
        ends = self.starts.astype(np.int64)
        sizes = ends[1:] - ends[:-1]
        if (sizes < 1).any() or not (np.bincount(self.rows, minlength=len(self.rows)) == 1).all():
            raise KeyFileError(f"{self.path}: its keys do not share its rows among them. Get it anew.")
        keys = np.empty((len(self.rows), self.keys.shape[1]), np.uint8)
        keys[self.rows] = np.repeat(self.keys, sizes, axis=0)
        return keys

    def specification(self) -> Specification:
        """The arrays as ``sections.create`` takes them."""
        return {name: (array.dtype.str, array.shape) for name, array in self._arrays().items()}

    def write(self, writer: Writer) -> None:
        """Put the arrays into a file."""
        for name, array in self._arrays().items():
            writer.put(name, array)

    def _arrays(self) -> dict[str, NDArray[Any]]:
        return {"keys": self.keys, "starts": self.starts, "rows": self.rows}

    def blocks(self, keys: I64, most: int) -> Iterator[tuple[I64, I64]]:
        """Rows of the keys with these numbers, at most ``most`` at a time: (place in ``keys``, row), in order."""
        if len(self.keys) == len(self.rows):
            for begin in range(0, len(keys), most):
                some = keys[begin : begin + most]
                yield np.arange(begin, begin + len(some)), self._rows(some)
            return
        starts, stops = (self.starts[each].astype(np.int64) for each in (keys, keys + 1))
        if (starts >= stops).any() or (stops > len(self.rows)).any():
            raise KeyFileError(f"{self.path}: a key has no rows, or rows that are not there. Get it anew.")
        ends = np.cumsum(stops - starts)
        for begin in range(0, int(ends[-1]) if len(ends) else 0, most):
            end = min(begin + most, int(ends[-1]))
            part = slice(np.searchsorted(ends, begin, "right"), np.searchsorted(ends, end) + 1)
            sizes = np.minimum(ends[part], end) - np.maximum(ends[part] - stops[part] + starts[part], begin)
            place = np.arange(begin, end) - np.repeat(ends[part] - stops[part], sizes)
            yield np.repeat(np.arange(len(ends))[part], sizes), self._rows(place)

    def _rows(self, places: I64) -> I64:
        rows = self.rows[places].astype(np.int64)
        if rows.max(initial=0) >= len(self.rows):
            raise KeyFileError(f"{self.path}: names rows that are not there. Get it anew.")
        return rows


def _room(keys: U8, count: int) -> U8:
    """Room for some of the keys: in a file when they lie in one, else in memory."""
    shape = count, keys.shape[1]
    if not count or not isinstance(keys, np.memmap) or keys.filename is None:
        return np.empty(shape, np.uint8)
    with TemporaryFile(dir=Path(keys.filename).parent) as file:
        return np.memmap(file, np.uint8, "w+", shape=shape)
