"""Putting keys in order: by a number for each, eight bits at a time.

A number that begins with a key's first bits and ends with its row is sorted many times faster than keys are. Those
bits decide almost always: only keys that share them are compared as a whole.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from nigehban.jit import njit
from nigehban.known.arrays import U8, U32, U64, Flags, Words

_DIGIT: Final = 8
PIECE: Final = 1 << 18
"""Keys that are looked at together, so that little is held beside what is needed."""
_FEW: Final = 1 << 16
"""So few keys are sorted before compiled code is loaded."""


def order_of(keys: U8) -> tuple[U32, Flags]:
    """The order of (rows, width) by their bytes, equal ones by their number; where a key is that of the row before."""
    bits = np.uint64(len(keys).bit_length())
    numbered = _sorted(_numbered(keys, bits), int(bits))
    order, repeated = np.empty(len(keys), np.uint32), np.zeros(len(keys), bool)
    for at in pieces(keys):
        order[at : at + PIECE] = numbered[at : at + PIECE] & ((np.uint64(1) << bits) - np.uint64(1))
        leads = numbered[max(0, at - 1) : at + PIECE] >> bits
        repeated[max(1, at) : at + PIECE] = leads[1:] == leads[:-1]
    del numbered
    _settle_ties(keys, order, repeated)
    return order, repeated


def _numbered(keys: U8, bits: np.uint64) -> U64:
    """For each key its first bits, and then its row in the last ``bits``."""
    numbered = np.empty(len(keys), np.uint64)
    for at in pieces(keys):
        part = numbered[at : at + PIECE]
        part[:] = leading_bytes(keys[at : at + PIECE])
        part >>= bits
        part <<= bits
        part |= np.arange(at, at + len(part), dtype=np.uint64)
    return numbered


def _settle_ties(keys: U8, order: U32, repeated: Flags) -> None:
    """Sort the rows of which only the first bits were compared by all, and see which of them are equal."""
    behind = np.flatnonzero(repeated)
    tied = np.union1d(behind, behind - 1)
    rows = np.sort(order[tied])
    order[tied] = rows[np.argsort(_whole(keys[rows]), kind="stable")]
    repeated[behind] = _whole(keys[order[behind]]) == _whole(keys[order[behind - 1]])


def pieces(keys: U8) -> range:
    """Where each piece of so many keys begins; of none, one that is empty."""
    return range(0, max(1, len(keys)), PIECE)


def taken(keys: U8, rows: U32) -> U8:
    """The keys of these rows, in this order."""
    if len(rows) <= _FEW:
        return keys[rows]
    out = np.empty((len(rows), keys.shape[1]), np.uint8)
    _take(words_of(np.ascontiguousarray(keys)), rows, words_of(out))
    return out


def leading_bytes(keys: U8) -> U64:
    """The first eight bytes as numbers of the same order."""
    if keys.shape[1] % 8 == 0:
        return np.ascontiguousarray(keys).view(">u8")[:, 0].astype(np.uint64)
    lead = np.zeros((len(keys), 8), np.uint8)
    lead[:, : keys.shape[1]] = keys[:, :8]
    return lead.view(np.uint64)[:, 0].byteswap()


def words_of(keys: U8) -> Words:
    """The same memory in words as wide as the keys' width allows."""
    size = next(size for size in (8, 4, 2, 1) if keys.shape[1] % size == 0)
    return keys.view(f"<u{size}")


def _sorted(numbers: U64, first: int) -> U64:
    """The numbers sorted by their bits from ``first`` on; both arrays are used up."""
    if len(numbers) <= _FEW:
        numbers.sort()
        return numbers
    other = np.empty_like(numbers)
    for shift in range(first, 64, _DIGIT):
        _deal(numbers, np.uint64(shift), other)
        numbers, other = other, numbers
    return numbers


@njit
def _deal(numbers: U64, shift: np.uint64, out: U64) -> None:
    """Sort by eight bits; what is equal in these stays in its order."""
    mask = np.uint64((1 << _DIGIT) - 1)
    free = np.zeros((1 << _DIGIT) + 1, np.int64)
    for number in numbers:
        free[np.int64(number >> shift & mask) + 1] += 1
    for each in range(1 << _DIGIT):
        free[each + 1] += free[each]
    for number in numbers:
        digit = np.int64(number >> shift & mask)
        place = free[digit]
        free[digit] = place + 1
        out[place] = number


@njit
def _take(words: Words, rows: U32, out: Words) -> None:
    """``words.take(rows, 0)``, some times faster."""
    for at in range(len(rows)):
        row = np.int64(rows[at])
        for word in range(words.shape[1]):
            out[at, word] = words[row, word]


def _whole(keys: U8) -> NDArray[np.void]:
    """Each key as one value, compared byte by byte."""
    return np.ascontiguousarray(keys).view(f"V{keys.shape[1]}")[:, 0]
