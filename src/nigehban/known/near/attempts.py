"""Queries in slices whose matches fit into a buffer of one size, on as many threads as asked for.

A slice is tried. When its matches do not fit, the kernel stops and its halves are tried instead; so a set in which
everything resembles everything costs time in proportion to the answer, and no more memory than any other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from nigehban.known.arrays import U64
from nigehban.known.errors import KeyFileError
from nigehban.known.near.buckets import DAMAGED, FULL, Reach, Search
from nigehban.known.near.kernels import MANY, by_bucket, by_comparing, by_query
from nigehban.known.near.ring import CHUNKS, flips, reach
from nigehban.known.near.tables import Tables

ROOM: Final = 1 << 20
"""Matches of distinct hashes that one attempt has room for (8 MiB)."""
SLICE: Final = 1 << 18
"""Queries of one attempt: enough for a bucket to meet many, and few enough for their numbers (``MOST_QUERIES``)."""


class _Slice(NamedTuple):
    begin: int
    end: int


class _Attempts:
    """What all attempts of one search share."""

    def __init__(
        self, path: Path, tables: Tables, queries: U64, radius: int, room: int, let_go: Callable[[], None] | None
    ) -> None:
        one, three = reach(radius)
        self._path = path
        self._tables = tables
        self._queries = queries
        self._flips = flips(one)
        self._reach = Reach(radius, one, three)
        self._room = room
        self._let_go = let_go

    def attempt(self, part: _Slice) -> U64 | None:
        """The slice's matches in order, or none when they do not fit."""
        single = part.end - part.begin == 1
        out = np.empty(max(self._room, len(self._tables.words)) if single else self._room, np.uint64)
        queries = self._queries[part.begin : part.end]
        count = self._search(Search(self._tables, queries, self._flips, self._reach, out))
        if count == DAMAGED or (count == FULL and single):  # no query is near to more hashes than there are
            raise KeyFileError(f"{self._path}: its tables point to where nothing is. Get it anew.")
        if count == FULL:
            return None
        found = out[:count].copy()
        found.sort()
        return found

    def _search(self, search: Search) -> int:
        if not len(search.tables.buckets):
            return by_comparing(search)
        way = by_bucket if len(search.queries) >= MANY else by_query
        if self._let_go is None:
            return way(search, 0, CHUNKS, 0)
        count = 0
        for chunk in range(CHUNKS):
            count = way(search, chunk, chunk + 1, count)
            self._let_go()
            if count < 0:
                break
        return count


def packed_matches(
    path: Path,
    tables: Tables,
    queries: U64,
    radius: int,
    threads: int,
    room: int = ROOM,
    let_go: Callable[[], None] | None = None,
) -> Iterator[tuple[int, U64]]:
    """Matches as the kernels pack them, in order, with the number that their queries begin at.

    ``let_go`` gives back what was read of the tables; it is called after each chunk of each slice.
    """
    attempts = _Attempts(path, tables, queries, radius, room, let_go)
    size = max(1, min(SLICE, -(-len(queries) // threads)))
    parts = deque(_Slice(at, min(at + size, len(queries))) for at in range(0, len(queries), size))
    tried: dict[_Slice, Future[U64 | None]] = {}
    with ThreadPoolExecutor(threads) as pool:
        while parts:
            for part in islice(parts, threads):
                if part not in tried:
                    tried[part] = pool.submit(attempts.attempt, part)
            part = parts.popleft()
            found = tried.pop(part).result()
            if found is None:
                parts.extendleft(reversed(_halves(part)))
            else:
                yield part.begin, found


def _halves(part: _Slice) -> tuple[_Slice, _Slice]:
    middle = (part.begin + part.end) // 2
    return _Slice(part.begin, middle), _Slice(middle, part.end)
