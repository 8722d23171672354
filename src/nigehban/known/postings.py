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

from nigehban.known.arrays import I64, U8, U32, U64, Flags
from nigehban.known.errors import KeyFileError
from nigehban.known.sections import Specification, Writer

MOST_ROWS: Final = (1 << 32) - 64
"""Rows are counted in 32 bits."""
_PIECE: Final = 1 << 18
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
        order, repeated = _order(keys)
        firsts = np.concatenate(
            [at + np.flatnonzero(~repeated[at : at + _PIECE]) for at in _pieces(keys)],
            dtype=np.uint32,
            casting="unsafe",
        )
        starts = np.append(firsts, np.uint32(len(keys)))
        del repeated, firsts
        kept = _room(keys, len(starts) - 1)
        for at in _pieces(kept):
            chosen = order[starts[at : at + _PIECE][: len(kept) - at]]
            kept[at : at + _PIECE] = _whole(keys).take(chosen).view(np.uint8).reshape(-1, keys.shape[1])
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
            starts, stops = keys, keys + 1
        else:
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


def _order(keys: U8) -> tuple[U32, Flags]:
    """The order of the rows by their bytes, equal ones by their number; and where a key is that of the row before.

    A number that begins with a key's first bits and ends with its row is sorted several times faster than rows by
    their keys. Those bits decide almost always: only rows that share them are sorted, and compared, by all. Whatever
    is as long as the keys is made piece by piece, so that only what is needed is held.
    """
    bits = np.uint64(len(keys).bit_length())
    numbered = np.empty(len(keys), np.uint64)
    for at in _pieces(keys):
        part = numbered[at : at + _PIECE]
        part[:] = leading_bytes(keys[at : at + _PIECE])
        part >>= bits
        part <<= bits
        part |= np.arange(at, at + len(part), dtype=np.uint64)
    numbered.sort()
    order = np.empty(len(keys), np.uint32)
    repeated = np.zeros(len(keys), bool)
    for at in _pieces(keys):
        part = numbered[at : at + _PIECE]
        order[at : at + _PIECE] = part & ((np.uint64(1) << bits) - np.uint64(1))
        leads = numbered[max(0, at - 1) : at + _PIECE] >> bits
        repeated[max(1, at) : at + _PIECE] = leads[1:] == leads[:-1]
    del numbered
    _settle_ties(keys, order, repeated)
    return order, repeated


def _settle_ties(keys: U8, order: U32, repeated: Flags) -> None:
    """Sort the rows of which only the first bits were compared by all, and see which of them are equal."""
    behind = np.flatnonzero(repeated)
    tied = np.union1d(behind, behind - 1)
    rows = np.sort(order[tied])
    order[tied] = rows[np.argsort(_whole(keys[rows]), kind="stable")]
    repeated[behind] = _whole(keys[order[behind]]) == _whole(keys[order[behind - 1]])


def _pieces(keys: U8) -> range:
    """Where each piece of so many keys begins; of none, one that is empty."""
    return range(0, max(1, len(keys)), _PIECE)


def _room(keys: U8, count: int) -> U8:
    """Room for some of the keys: in a file when they lie in one, else in memory."""
    shape = count, keys.shape[1]
    if not count or not isinstance(keys, np.memmap) or keys.filename is None:
        return np.empty(shape, np.uint8)
    with TemporaryFile(dir=Path(keys.filename).parent) as file:
        return np.memmap(file, np.uint8, "w+", shape=shape)


def leading_bytes(keys: U8) -> U64:
    """The first eight bytes as numbers of the same order."""
    lead = np.zeros((len(keys), 8), np.uint8)
    lead[:, : keys.shape[1]] = keys[:, :8]
    return lead.view(np.uint64)[:, 0].byteswap(inplace=True)


def _whole(keys: U8) -> NDArray[np.void]:
    """Each key as one value, compared byte by byte."""
    return np.ascontiguousarray(keys).view(f"V{keys.shape[1]}")[:, 0]
