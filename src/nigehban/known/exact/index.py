"""Keys of one width in a file that is mapped into memory, and the look-ups in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, Self

import numpy as np

from nigehban.known.ahead import in_order
from nigehban.known.arrays import I64, U8, U32, U64
from nigehban.known.errors import KeyFileError
from nigehban.known.exact.kernels import ABSENT, DAMAGED, Keys, find
from nigehban.known.ordering import leading_bytes, order_of, words_of
from nigehban.known.postings import DEFAULT_BLOCK, Postings
from nigehban.known.sections import create, open_sections

KIND: Final = b"NIGKEYS1"
MOST_WIDTH: Final = 4096
MOST_BITS: Final = 28
"""Of a prefix: a gigabyte of table."""
SLICE: Final = 1 << 18
"""Queries that a thread looks up at a time."""
PARTS: Final = 32
"""Of a slice, looked up before memory is given back."""
_SIZES: Final = {1 << bits for bits in range(1, MOST_BITS + 1)}


class Found(NamedTuple):
    """Two columns of one length, sorted by query, then row.

    ``query``: number of the query; ``row``: number of the key as it was given to ``write_keys``.
    """

    query: I64
    row: I64


def write_keys(keys: U8, path: Path) -> None:
    """Write these keys, (rows, width) of uint8 in any order, to a new file.

    Equal keys are stored once, with all their rows. The file depends on the keys and their order only. Raises
    ``FileExistsError`` when the file is there, ``ValueError`` for another shape or dtype, ``OSError`` for a full disk.
    """
    if keys.dtype != np.uint8 or keys.ndim != 2 or not 1 <= keys.shape[1] <= MOST_WIDTH:
        raise ValueError(f"keys must be (n, 1 to {MOST_WIDTH}) of uint8, not {keys.shape} of {keys.dtype}")
    postings = Postings.of(keys)
    table = _prefix_table(leading_bytes(postings.keys))
    with create(path, KIND, {**postings.specification(), "table": ("<u4", table.shape)}) as writer:
        postings.write(writer)
        writer.put("table", table)


def _prefix_table(leading: U64) -> U32:
    """For every prefix of as many bits as leave two to four keys each: how many keys have a smaller one."""
    bits = min(max(1, len(leading).bit_length() - 2), MOST_BITS)
    counts = np.bincount((leading >> np.uint64(64 - bits)).astype(np.int64), minlength=1 << bits)
    return np.append(0, np.cumsum(counts)).astype(np.uint32)


class KeyIndex:
    """Keys that can be looked up. Safe to share among threads; the file must not change while it is open."""

    def __init__(self, path: Path, postings: Postings, table: U32, let_go: Callable[[], None] | None = None) -> None:
        """Use ``KeyIndex.open``."""
        self._path = path
        self._let_go = let_go
        self._postings = postings
        self._keys = _keys(postings.keys, np.zeros(0, np.uint64))
        self._table = table
        self._shift = np.uint64(64 - (len(table) - 1).bit_length() + 1)

    @classmethod
    def open(cls, path: Path, width: int | None = None, *, sparing: bool = False) -> Self:
        """Map keys into memory. ``KeyFileError`` names the file and says what is wrong, another ``width`` included.

        ``sparing``: look up in order, and give memory back on the way: a small part of the file is in memory at a time.
        """
        arrays = open_sections(path, KIND, sparing=sparing)
        postings = Postings.of_file(arrays, path, width)
        table = arrays.get("table", np.zeros(0))
        if table.dtype != np.uint32 or table.ndim != 1 or len(table) - 1 not in _SIZES:
            raise KeyFileError(f"{path}: its table of prefixes is not one. Get it anew.")
        return cls(path, postings, table, arrays.let_go if sparing else None)

    def __len__(self) -> int:
        """Rows, equal keys counted as often as they were given."""
        return len(self._postings.rows)

    def by_row(self) -> U8:
        """The key of every row."""
        return self._postings.by_row()

    @property
    def distinct(self) -> int:
        """Keys, equal ones counted once."""
        return len(self._postings.keys)

    @property
    def width(self) -> int:
        """Bytes a key."""
        return int(self._postings.keys.shape[1])

    def find(self, queries: U8, *, threads: int = 1) -> Found:
        """Every row whose key is one of the queries, (queries, width) of uint8.

        All rows are held in memory at once: where many queries may be one common key, take ``blocks``. Raises
        ``ValueError`` for another shape or dtype, ``KeyFileError`` when a damaged file is come upon.
        """
        empty = np.zeros(0, np.int64)
        parts = [Found(empty, empty), *self.blocks(queries, threads=threads)]
        return Found(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def blocks(self, queries: U8, *, threads: int = 1, most: int = DEFAULT_BLOCK) -> Iterator[Found]:
        """What ``find`` finds, in the same order, as blocks of at most ``most`` rows."""
        if queries.dtype != np.uint8 or queries.ndim != 2 or queries.shape[1] != self.width:
            raise ValueError(f"queries must be (n, {self.width}) of uint8, not {queries.shape} of {queries.dtype}")
        return self._blocks(np.ascontiguousarray(queries), threads, most)

    def _blocks(self, queries: U8, threads: int, most: int) -> Iterator[Found]:
        begins = range(0, len(queries), SLICE)
        slices = (queries[at : at + SLICE] for at in begins)
        places = self._places if self._let_go is None else partial(self._places_in_order, self._let_go)
        for begin, place in zip(begins, in_order(places, slices, threads), strict=True):
            query = np.flatnonzero(place >= 0)
            for number, row in self._postings.blocks(place[query], most):
                if self._let_go is not None:
                    self._let_go()
                yield Found(query[number] + begin, row)

    def _places_in_order(self, let_go: Callable[[], None], queries: U8) -> I64:
        """``_places``, found from the first key to the last."""
        place = np.empty(len(queries), np.int64)
        for part in np.array_split(order_of(queries)[0], PARTS):
            place[part] = self._places(queries[part])
            let_go()
        return place

    def _places(self, queries: U8) -> I64:
        """The place of each query among the distinct keys, negative where it is none of them."""
        place = np.full(len(queries), ABSENT, np.int64)
        if self.distinct:
            find(self._keys, self._table, self._shift, _keys(queries, leading_bytes(queries)), place)
        if (place == DAMAGED).any():
            raise KeyFileError(f"{self._path}: its table points to where nothing is. Get it anew.")
        return place


def _keys(keys: U8, leading: U64) -> Keys:
    """The keys as compiled code takes them, in words as wide as their width allows."""
    return Keys(keys, words_of(keys), leading)
