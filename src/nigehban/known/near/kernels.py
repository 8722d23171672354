"""Three ways to the same answer: without tables, query by query, or bucket by bucket.

Few hashes are all compared. A few queries go each to its own buckets, and wait for memory at every one. Many queries
are dealt out to buckets first; then each table is read from front to back once, and a bucket meets all its queries
while it is in the cache.

Each writes matches into ``search.out`` (see ``buckets.packed``) and returns how many there are, ``FULL`` when there is
not room for all, or ``DAMAGED``. Those with tables look at the chunks from ``first`` to before ``stop``, and write
behind the ``count`` matches of the chunks before.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from nigehban.jit import njit
from nigehban.known.arrays import U32, U64
from nigehban.known.near.bits import popcount
from nigehban.known.near.buckets import (
    DAMAGED,
    FULL,
    PIECE,
    Search,
    compare,
    distance_of,
    ends_of,
    nearest_sketch,
    packed,
)
from nigehban.known.near.tables import BUCKETS, chunk_of, sketch_of, starts_of

MANY: Final = 1000
"""From so many queries on it pays to go bucket by bucket (measured from 1 M to 10 M hashes)."""


class _Dealt(NamedTuple):
    """Queries by the value of a chunk: where each value begins, their numbers and sketches."""

    starts: U32
    numbers: U32
    sketches: U32


@njit
def by_comparing(search: Search) -> int:
    """For few hashes."""
    words = search.tables.words
    count = 0
    for query in range(len(search.queries)):
        for row in range(len(words)):
            distance = distance_of(words, row, search.queries, query)
            if distance > search.reach.radius:
                continue
            if count == len(search.out):
                return FULL
            search.out[count] = packed(query, distance, row)
            count += 1
    return count


@njit
def by_query(search: Search, first: int, stop: int, count: int) -> int:
    """For few queries."""
    for query in range(len(search.queries)):
        for chunk in range(first, stop):
            count = _ask(search, chunk, query, count)
            if count < 0:
                return count
    return count


@njit
def _ask(search: Search, chunk: int, query: int, count: int) -> int:
    """One query at the buckets of a chunk."""
    starts, sketches = search.tables.buckets[chunk], search.tables.sketches[chunk]
    key, sketch = chunk_of(search.queries, query, chunk), sketch_of(search.queries, query, chunk)
    for flip in search.flips:
        begin, end = ends_of(starts, key ^ flip)
        if begin > end or end > len(search.tables.words):
            return DAMAGED
        limit = np.uint32(search.reach.three - popcount(flip))
        for at in range(begin, end, PIECE):
            to = min(at + PIECE, end)
            if nearest_sketch(sketches, at, to, sketch) <= limit:
                count = compare(search, chunk, at, to, limit, query, sketch, count)
                if count < 0:
                    return count
    return count


@njit
def by_bucket(search: Search, first: int, stop: int, count: int) -> int:
    """For many queries."""
    for chunk in range(first, stop):
        starts, sketches = search.tables.buckets[chunk], search.tables.sketches[chunk]
        dealt = _dealt(search.queries, chunk)
        for key in range(BUCKETS):
            begin, end = ends_of(starts, key)
            if begin > end or end > len(search.tables.words):
                return DAMAGED
            for at in range(begin, end, PIECE):
                count = _meet(search, dealt, chunk, sketches, key, at, min(at + PIECE, end), count)
                if count < 0:
                    return count
    return count


@njit
def _meet(search: Search, dealt: _Dealt, chunk: int, sketches: U32, key: int, begin: int, end: int, count: int) -> int:
    """A piece of a bucket and all queries that come to it."""
    for flip in search.flips:
        first, last = ends_of(dealt.starts, key ^ flip)
        limit = np.uint32(search.reach.three - popcount(flip))
        for place in range(first, last):
            sketch = dealt.sketches[place]
            if nearest_sketch(sketches, begin, end, sketch) <= limit:
                query = int(np.int64(dealt.numbers[place]))
                count = compare(search, chunk, begin, end, limit, query, sketch, count)
                if count < 0:
                    return count
    return count


@njit
def _dealt(queries: U64, chunk: int) -> _Dealt:
    """Deal the queries out to the buckets of a chunk."""
    starts = starts_of(queries, chunk)
    free = starts.copy()
    numbers = np.empty(len(queries), np.uint32)
    sketches = np.empty(len(queries), np.uint32)
    for query in range(len(queries)):
        key = chunk_of(queries, query, chunk)
        place = free[key]
        free[key] = place + np.uint32(1)
        numbers[place] = query
        sketches[place] = sketch_of(queries, query, chunk)
    return _Dealt(starts, numbers, sketches)
