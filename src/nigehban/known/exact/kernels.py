"""Looking keys up: a table of prefixes says between which places a key would lie, and there it is or is not.

Look-ups wait for memory, not for arithmetic. So a group of queries takes each step together: the processor fetches
what all of them need at once, where one query after the other would wait three times for each.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from nigehban.jit import njit
from nigehban.known.arrays import I64, U8, U32, U64, Words

ABSENT: Final = -1
DAMAGED: Final = -2
"""The table points to where nothing is."""
GROUP: Final = 64
"""Queries that take each step together: more than a core can wait for at once, and few enough for its own cache."""
FEW: Final = 8
"""So few keys are looked at one by one; more of one prefix (hostile or not random) are halved down to that."""


class Keys(NamedTuple):
    """Distinct keys, or queries, three times: ``bytes`` (n, width); ``words`` (n, width / size of a word), the same
    memory; ``leading`` (n,), the first eight bytes as a number. Of the keys in the file ``leading`` is empty."""

    bytes: U8
    words: Words
    leading: U64


@njit
def find(keys: Keys, table: U32, shift: np.uint64, queries: Keys, place: I64) -> None:
    """Write the place of each query among the keys, ``ABSENT`` or ``DAMAGED``."""
    begins, ends = np.empty(GROUP, np.int64), np.empty(GROUP, np.int64)
    first = np.empty(GROUP, keys.words.dtype)
    last = len(keys.words) - 1
    for group in range(0, len(place), GROUP):
        count = min(GROUP, len(place) - group)
        for each in range(count):
            prefix = queries.leading[group + each] >> shift
            begins[each], ends[each] = table[prefix], table[prefix + np.uint64(1)]
        for each in range(count):
            first[each] = keys.words[min(begins[each], last), 0]
        for each in range(count):
            query, begin, end = group + each, begins[each], ends[each]
            if begin > end or end > last + 1:
                place[query] = DAMAGED
            elif end - begin == 1 and first[each] != queries.words[query, 0]:
                place[query] = ABSENT
            else:
                place[query] = _place(keys, begin, end, queries, query)


@njit
def _place(keys: Keys, begin: int, end: int, queries: Keys, query: int) -> int:
    """Where the query is between these places, if it is there."""
    while end - begin > FEW:
        middle = (begin + end) // 2
        if _before(queries.bytes, query, keys.bytes, middle):
            end = middle
        else:
            begin = middle
    for at in range(begin, end):
        if _equal(keys.words, at, queries.words, query):
            return at
    return ABSENT


@njit
def _before(one: U8, row: int, other: U8, other_row: int) -> bool:
    """Whether a key comes before another."""
    for at in range(one.shape[1]):
        if one[row, at] != other[other_row, at]:
            return bool(one[row, at] < other[other_row, at])
    return False


@njit
def _equal(one: Words, row: int, other: Words, other_row: int) -> bool:
    for at in range(one.shape[1]):  # noqa: SIM110  a generator would not compile
        if one[row, at] != other[other_row, at]:
            return False
    return True
