"""One bucket against one query: sketches first, and the whole hash where a sketch is near enough."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from nigehban.jit import njit
from nigehban.known.arrays import U32, U64
from nigehban.known.near.bits import popcount
from nigehban.known.near.tables import STRIDE, Tables, chunk_of

FULL: Final = -1
"""There are more matches than there is room for."""
DAMAGED: Final = -2
"""The tables point to where nothing is."""
PIECE: Final = 512
"""Sketches that are looked at before any is looked at again: they stay in the fastest cache."""

QUERY_SHIFT: Final = 38
DISTANCE_SHIFT: Final = 32
MOST_QUERIES: Final = 1 << 64 - QUERY_SHIFT
"""A match is one number: the query, the distance and the hash, so that sorting numbers sorts matches."""


class Reach(NamedTuple):
    """The radius, and what it lets a chunk and three chunks differ in (``ring.reach``)."""

    radius: int
    one: int
    three: int


class Search(NamedTuple):
    """What is searched: ``queries`` (queries, 4) of words; keys changed by each of ``flips``; matches go to ``out``."""

    tables: Tables
    queries: U64
    flips: U32
    reach: Reach
    out: U64


@njit
def packed(query: int, distance: np.int64, row: int) -> np.uint64:
    """A match as one number."""
    return np.uint64((query << QUERY_SHIFT) | (distance << DISTANCE_SHIFT) | row)


@njit
def ends_of(starts: U32, key: int) -> tuple[int, int]:
    """Where a bucket begins and ends, signed: compiled code turns unsigned and signed together into fractions."""
    return int(np.int64(starts[key])), int(np.int64(starts[key + 1]))


@njit
def nearest_sketch(sketches: U32, begin: int, end: int, sketch: np.uint32) -> np.uint32:
    """The least distance of the sketches from ``begin`` to ``end``, rounded up to a whole stride.

    So the answer may be of a sketch behind the end: who asks has to look again. Everything is held in 32 bits, and the
    length a multiple of the stride, because only then does the compiler count sixteen words in one instruction.
    """
    least = np.uint32(2 * STRIDE)
    stop = begin + ((end - begin + STRIDE - 1) & ~(STRIDE - 1))
    for place in range(np.uint64(begin), np.uint64(stop)):
        least = np.uint32(min(least, np.uint32(popcount(np.uint32(sketches[place] ^ sketch)))))
    return least


@njit
def compare(
    search: Search, chunk: int, begin: int, end: int, limit: np.uint32, query: int, sketch: np.uint32, count: int
) -> int:
    """Write the query's matches from ``begin`` to ``end`` of a chunk's table behind the ``count`` that are there.

    Gives the new count, or ``FULL`` or ``DAMAGED``. Sketches that differ in more than ``limit`` bits are passed by.
    """
    words, sketches, numbers = search.tables.words, search.tables.sketches[chunk], search.tables.numbers[chunk]
    for place in range(begin, end):
        if popcount(np.uint32(sketches[place] ^ sketch)) > limit:
            continue
        row = int(np.int64(numbers[place]))
        if row >= len(words):
            return DAMAGED
        distance = distance_of(words, row, search.queries, query)
        if distance > search.reach.radius or _told_before(words, row, search.queries, query, chunk, search.reach):
            continue
        if count == len(search.out):
            return FULL
        search.out[count] = packed(query, distance, row)
        count += 1
    return count


@njit
def distance_of(words: U64, row: int, queries: U64, query: int) -> np.int64:
    """The bits in which a hash and a query differ."""
    distance = np.int64(0)
    for word in range(4):
        distance += np.int64(popcount(words[row, word] ^ queries[query, word]))
    return distance


@njit
def _told_before(words: U64, row: int, queries: U64, query: int, chunk: int, reach: Reach) -> bool:
    """Whether the pair is found from an earlier chunk: it may be found from several, and is to be told once."""
    for start in range(chunk):
        one = _differing(words, row, queries, query, start)
        if one > reach.one:
            continue
        two = _differing(words, row, queries, query, start + 1)
        if one + two + _differing(words, row, queries, query, (start + 2) & 15) <= reach.three:
            return True
    return False


@njit
def _differing(words: U64, row: int, queries: U64, query: int, chunk: int) -> np.int64:
    """The bits in which one chunk of the two differs."""
    return np.int64(popcount(chunk_of(words, row, chunk) ^ chunk_of(queries, query, chunk)))
