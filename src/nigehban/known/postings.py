"""Equal keys are kept once; each has the rows that carry it. A hundred thousand entries of one hash cost one search.

What is found is a range of ``rows`` for each hit; ranges become rows block by block, so that an answer larger than
memory is given in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from nigehban.known.arrays import I64, U8, U32
from nigehban.known.errors import KeyFileError

MOST_ROWS: Final = (1 << 32) - 64
"""Rows are counted in 32 bits."""
DEFAULT_BLOCK: Final = 1 << 20
"""Rows that a block of an answer holds at most, unless told."""
Specification = dict[str, tuple[str, tuple[int, ...]]]


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
        """Sort keys (rows, width) of uint8, and keep equal ones once. ``ValueError`` for more than ``MOST_ROWS``."""
        if len(keys) > MOST_ROWS:
            raise ValueError(f"{len(keys):,} keys are more than one file can hold ({MOST_ROWS:,}): make several")
        order = _order(keys)
        ordered = keys[order]
        first = np.ones(len(keys), bool)
        first[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
        starts = np.append(np.flatnonzero(first), len(keys)).astype(np.uint32)
        return cls(ordered if first.all() else ordered[first], starts, order.astype(np.uint32))

    @classmethod
    def of_file(cls, arrays: dict[str, NDArray[Any]], path: Path, width: int | None = None) -> Self:
        """The postings among the arrays of a file. ``KeyFileError`` when they do not belong together."""
        missing = {"keys", "starts", "rows"} - arrays.keys()
        if missing:
            raise KeyFileError(f"{path}: holds no {', '.join(sorted(missing))}. Get it anew.")
        made = cls(arrays["keys"], arrays["starts"], arrays["rows"], path)
        fits = made.keys.ndim == 2 and len(made.starts) == len(made.keys) + 1 and made.starts[-1] == len(made.rows)
        if not fits or [each.dtype.str for each in (made.keys, made.starts, made.rows)] != ["|u1", "<u4", "<u4"]:
            raise KeyFileError(f"{path}: its keys and rows do not belong together. Get it anew.")
        if width not in (None, made.keys.shape[1]):
            raise KeyFileError(f"{path}: its keys have {made.keys.shape[1]} bytes, not {width}")
        return made

    def specification(self) -> Specification:
        """The arrays as ``sections.create`` takes them."""
        named: dict[str, NDArray[Any]] = {"keys": self.keys, "starts": self.starts, "rows": self.rows}
        return {name: (array.dtype.str, array.shape) for name, array in named.items()}

    def write(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Copy into the arrays that ``sections.create`` gave."""
        arrays["keys"][:] = self.keys
        arrays["starts"][:] = self.starts
        arrays["rows"][:] = self.rows

    def blocks(self, keys: I64, most: int) -> Iterator[tuple[I64, I64]]:
        """Rows of the keys with these numbers, at most ``most`` at a time: (place in ``keys``, row), in order."""
        starts, stops = (self.starts[each].astype(np.int64) for each in (keys, keys + 1))
        if (starts >= stops).any() or (stops > len(self.rows)).any():
            raise KeyFileError(f"{self.path}: a key has no rows, or rows that are not there. Get it anew.")
        ends = np.cumsum(stops - starts)
        total = int(ends[-1]) if len(ends) else 0
        for begin in range(0, total, most):
            place = np.arange(begin, min(begin + most, total))
            number = np.searchsorted(ends, place, side="right")
            yield number, self._rows(place - ends[number] + stops[number])

    def _rows(self, places: I64) -> I64:
        rows = self.rows[places].astype(np.int64)
        if rows.max(initial=0) >= len(self.rows):
            raise KeyFileError(f"{self.path}: names rows that are not there. Get it anew.")
        return rows


def _order(keys: U8) -> I64:
    """The order of the rows by their bytes, equal ones by their number.

    The first eight bytes decide almost always: only rows that share them are sorted by all.
    """
    lead = np.zeros((len(keys), 8), np.uint8)
    lead[:, : keys.shape[1]] = keys[:, :8]
    leading = lead.view(">u8")[:, 0].astype(np.uint64)
    order = np.argsort(leading)
    same = np.diff(leading[order]) == 0
    tied = np.append(same, False) | np.append(False, same) if len(keys) else np.zeros(0, bool)
    rows = np.sort(order[tied])
    whole = np.ascontiguousarray(keys[rows]).view(f"V{keys.shape[1]}")[:, 0]
    order[tied] = rows[np.argsort(whole, kind="stable")]
    return order
