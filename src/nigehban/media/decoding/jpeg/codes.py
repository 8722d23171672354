"""Tables by which Huffman codes are passed quickly: several at one look at the next 12 bits.

A block of a photograph has some six codes; it is passed in two or three looks, and of its values only the mean is made.
Source: ITU-T T.81, annexes C and F.2.2.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nigehban.jit import njit

I32: TypeAlias = NDArray[np.int32]
LOOK: Final = 12
"""Bits of one look: the tables of two colours fit into a core's first caches."""
LONGEST: Final = 16
BLOCK: Final = 64
"""Coefficients of a block; an end-of-block stands for so many."""
_LONG_RUN: Final = 0xF0


class Codes(NamedTuple):
    """How the blocks of a colour are read. Where an entry is 0 the bits are no code, or too long for one look.

    ``mean``, ``rest`` (65536,): by 16 bits, length of the code << 8 | symbol, for the mean and the other coefficients.
    ``first``, ``leap`` (4096,): by 12 bits, bits to skip | coefficients passed << 8 | x << 16. ``first`` begins with a
    mean, x is its step from the mean before; of ``leap`` x is what was passed before the last code.
    """

    mean: I32
    rest: I32
    first: I32
    leap: I32


@lru_cache(maxsize=32)
def codes_of(mean: bytes, rest: bytes) -> Codes | None:
    """From tables as a file has them (16 counts, then symbols), most often those of the file before.

    ``None`` for what cannot be a table.
    """
    means, others = _symbols(mean), _symbols(rest)
    if means is None or others is None:
        return None
    return Codes(means, others, _firsts(means, others), _leaps(others))


def _symbols(table: bytes) -> I32 | None:
    counts, symbols = np.frombuffer(table[:LONGEST], np.uint8), np.frombuffer(table[LONGEST:], np.uint8)
    lengths = np.repeat(np.arange(1, len(counts) + 1), counts)
    if len(counts) != LONGEST or len(lengths) != len(symbols) or (1 << (LONGEST - lengths)).sum() > 1 << LONGEST:
        return None
    filled = np.repeat(lengths << 8 | symbols, 1 << (LONGEST - lengths))
    return np.pad(filled, (0, (1 << LONGEST) - len(filled))).astype(np.int32)


@njit
def _firsts(mean: I32, rest: I32) -> I32:
    firsts = np.zeros(1 << LOOK, np.int32)
    for bits in range(1 << LOOK):
        length, width = _code_at(mean, bits << (LONGEST - LOOK))
        if length == 0 or length + width > LOOK:
            continue
        used, passed, _ = _leap(rest, bits, length + width, 1)
        value = (bits >> (LOOK - length - width)) & ((1 << width) - 1)
        firsts[bits] = used | passed << 8 | step_of(value, width) << 16
    return firsts


@njit
def _leaps(rest: I32) -> I32:
    leaps = np.zeros(1 << LOOK, np.int32)
    for bits in range(1 << LOOK):
        used, passed, before = _leap(rest, bits, 0, 0)
        leaps[bits] = used | passed << 8 | before << 16
    return leaps


@njit
def _leap(rest: I32, bits: int, used: int, passed: int) -> tuple[int, int, int]:
    """Bits and coefficients after all codes that begin and end within the look, and coefficients before the last."""
    before = passed
    while used < LOOK and passed < BLOCK:
        window = (bits << (LONGEST - LOOK + used)) & 0xFFFF
        length, width = _code_at(rest, window)
        if length == 0 or used + length > LOOK:
            break
        before = passed
        passed += coefficients(rest[window] & 255)
        used += length + width
    return used, passed, before


@njit
def _code_at(symbols: I32, window: int) -> tuple[int, int]:
    """Of the code that 16 bits begin with: its length, and how many bits after it belong to it."""
    return symbols[window] >> 8, symbols[window] & 15


@njit
def coefficients(symbol: int) -> int:
    """How many coefficients a symbol stands for: zeros, and the one that follows them."""
    if symbol & 15 == 0 and symbol != _LONG_RUN:
        return BLOCK
    return (symbol >> 4) + 1


@njit
def step_of(value: int, width: int) -> int:
    """A step as so many bits mean it: those that begin with a zero are below nothing."""
    if width == 0 or value >> (width - 1):
        return value
    return value - (1 << width) + 1
