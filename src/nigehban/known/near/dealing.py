"""Making the tables of a near index: every chunk deals all hashes out to its 65,536 buckets.

They are dealt twice, first to 256 groups of buckets and then within each group: the processor can write to so few
places at a time without waiting for memory. And memory is used again for the next chunk: to be given new memory takes
the machine longer than to deal the hashes.
"""

from __future__ import annotations

from typing import Final, NamedTuple, Self

import numpy as np

from nigehban.jit import njit
from nigehban.known.ahead import in_order
from nigehban.known.arrays import I64, U8, U32, U64
from nigehban.known.near.ring import CHUNKS
from nigehban.known.near.tables import BUCKETS, FEW, chunk_of, sketch_of
from nigehban.known.sections import Writer

_GROUPS: Final = 256
_EACH: Final = BUCKETS // _GROUPS


class _Room(NamedTuple):
    """Memory for one chunk: ``dealt`` holds number << 32 | sketch by group, ``lows`` the bucket within the group."""

    dealt: U64
    lows: U8
    buckets: U32
    sketches: U32
    numbers: U32

    @classmethod
    def of(cls, count: int) -> Self:
        """For so many hashes."""
        dealt, lows = np.empty(count, np.uint64), np.empty(count, np.uint8)
        return cls(dealt, lows, *(np.empty(size, np.uint32) for size in (BUCKETS + 1, count, count)))


def write_tables(hashes: U8, writer: Writer, threads: int) -> None:
    """Compute the tables of distinct hashes and put them into a file."""
    if len(hashes) <= FEW:
        return
    words = hashes.view("<u8")
    sizes = _group_sizes(words)
    rooms = [_Room.of(len(words)) for _ in range(threads)]

    def table(chunk: int) -> _Room:
        room = rooms[chunk % threads]  # free again: no more chunks are under way than there are threads
        _deal(words, chunk, sizes[chunk], room)
        return room

    for chunk, room in enumerate(in_order(table, range(CHUNKS), threads)):
        writer.put("buckets", room.buckets, chunk)
        writer.put("sketches", room.sketches, chunk)
        writer.put("numbers", room.numbers, chunk)


@njit
def _group_sizes(words: U64) -> I64:
    """How many hashes each group of each chunk has: (16, 256)."""
    sizes = np.zeros((CHUNKS, _GROUPS), np.int64)
    for row in range(len(words)):
        for chunk in range(CHUNKS):
            sizes[chunk, chunk_of(words, row, chunk) >> np.uint32(8)] += 1
    return sizes


@njit
def _deal(words: U64, chunk: int, sizes: I64, room: _Room) -> None:
    """Write one chunk's row of each table into ``room``."""
    ends = np.cumsum(sizes)
    _to_groups(words, chunk, ends - sizes, room)
    for group in range(_GROUPS):
        _to_buckets(group, ends[group] - sizes[group], ends[group], room)
    room.buckets[BUCKETS] = len(words)


@njit
def _to_groups(words: U64, chunk: int, free: I64, room: _Room) -> None:
    for row in range(len(words)):
        key = chunk_of(words, row, chunk)
        group = key >> np.uint32(8)
        place = free[group]
        free[group] = place + 1
        room.dealt[place] = np.uint64(row) << np.uint64(32) | np.uint64(sketch_of(words, row, chunk))
        room.lows[place] = key & np.uint32(0xFF)


@njit
def _to_buckets(group: int, begin: int, end: int, room: _Room) -> None:
    free = np.zeros(_EACH + 1, np.int64)
    free[0] = begin
    for place in range(begin, end):
        free[np.int64(room.lows[place]) + 1] += 1
    for each in range(_EACH):
        room.buckets[group * _EACH + each] = free[each]
        free[each + 1] += free[each]
    for at in range(begin, end):
        low = np.int64(room.lows[at])
        place = free[low]
        free[low] = place + 1
        room.sketches[place] = np.uint32(room.dealt[at] & np.uint64(0xFFFFFFFF))
        room.numbers[place] = np.uint32(room.dealt[at] >> np.uint64(32))
