"""Passes over all rows: which carry one of these keys, which keys occur more than once; and stable orders.

A pass costs a few nanoseconds a row, so that an update needs no sorted index of everything ever seen. Keys are
digests and therefore evenly spread: a first pass that deals them out by their leading bits does most of a sort.
"""

from __future__ import annotations

import numpy as np

from nigehban.jit import njit
from nigehban.linking.columns import I32, I64, U8, U64, Flags

_SCATTER = np.uint64(0x9E3779B97F4A7C15)


def _bits(count: int, factor: int) -> int:
    """The exponent of a power of two of at least ``factor`` times ``count``."""
    return max(10, int(count * factor).bit_length())


def contained(keys: U64, chosen: U64) -> Flags:
    """Where ``keys`` is one of ``chosen`` (any order, repeats allowed; 0 is never contained)."""
    bits = _bits(len(chosen), 2)
    return _probe(keys, _table(chosen, bits), bits)


@njit
def _table(chosen: U64, bits: int) -> U64:
    """An open-addressing table of the keys; 0 is an empty place."""
    table = np.zeros(1 << bits, np.uint64)
    mask = np.uint64((1 << bits) - 1)
    for key in chosen:
        if key == 0:
            continue
        place = (key * _SCATTER) >> np.uint64(64 - bits)
        while table[place] != 0 and table[place] != key:
            place = (place + np.uint64(1)) & mask
        table[place] = key
    return table


@njit
def _probe(keys: U64, table: U64, bits: int) -> Flags:
    """Look every key up in the table."""
    found = np.zeros(len(keys), np.bool_)
    mask = np.uint64((1 << bits) - 1)
    for i in range(len(keys)):
        key = keys[i]
        place = (key * _SCATTER) >> np.uint64(64 - bits)
        while table[place] != 0 and table[place] != key:
            place = (place + np.uint64(1)) & mask
        found[i] = table[place] != 0
    return found


def repeated(keys: U64) -> Flags:
    """True wherever a key occurs more than once, and now and then elsewhere (two keys in one counter)."""
    return _recount(keys, _bits(len(keys), 2))


@njit
def _recount(keys: U64, bits: int) -> Flags:
    """Count keys in a small table, then mark those whose counter passed one."""
    counts: U8 = np.zeros(1 << bits, np.uint8)
    for key in keys:
        place = (key * _SCATTER) >> np.uint64(64 - bits)
        counts[place] = min(counts[place] + 1, 2)
    marks = np.zeros(len(keys), np.bool_)
    for i in range(len(keys)):
        marks[i] = counts[(keys[i] * _SCATTER) >> np.uint64(64 - bits)] > 1
    return marks


def by_key(keys: U64) -> I64:
    """A stable order by key."""
    return _dealt(keys, min(20, max(1, (len(keys) >> 6).bit_length())))


@njit
def _dealt(keys: U64, bits: int) -> I64:
    """Deal out by the leading bits, then sort every heap."""
    shift = np.uint64(64 - bits)
    starts = np.zeros((1 << bits) + 1, np.int64)
    for key in keys:
        starts[np.int64(key >> shift) + 1] += 1
    starts = np.cumsum(starts)
    free = starts.copy()
    order = np.empty(len(keys), np.int64)
    for i in range(len(keys)):
        heap = np.int64(keys[i] >> shift)
        order[free[heap]] = i
        free[heap] += 1
    for each in range(len(starts) - 1):
        start, stop = starts[each], starts[each + 1]
        inside = order[start:stop]
        if len(inside) > 1:
            order[start:stop] = inside[np.argsort(keys[inside], kind="mergesort")]
    return order


@njit
def by_number(numbers: I32) -> I64:
    """A stable order by small numbers that are not negative: a counting sort."""
    starts = np.zeros(numbers.max() + 2 if len(numbers) else 1, np.int64)
    for each in numbers:
        starts[each + 1] += 1
    starts = np.cumsum(starts)
    order = np.empty(len(numbers), np.int64)
    for i in range(len(numbers)):
        order[starts[numbers[i]]] = i
        starts[numbers[i]] += 1
    return order
