"""Through the codes of a scan, keeping the mean of each block of luma and skipping the rest.

Nothing outside the arrays is looked at, whatever the file holds: a block begins before the end of the codes, and has
no more than 64 codes of 31 bits, which is less than ``SPARE_WORDS``. Source: ITU-T T.81, annex F.2.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nigehban.jit import njit
from nigehban.media.decoding.jpeg.codes import BLOCK, I32, LONGEST, LOOK, coefficients, step_of
from nigehban.media.pdq.arrays import F32, I64, U8

Words: TypeAlias = NDArray[np.uint32]
SPARE_WORDS: Final = 64
"""Behind the end, to be looked at without harm."""
_WORD: Final = 32
_FILL, _FIRST_RESTART, _LAST_RESTART = 0xFF, 0xD0, 0xD7


class Layout(NamedTuple):
    """``shape`` (colours, 2): blocks beside and below one another in a group; then ``Codes`` of all, stacked."""

    shape: I64
    mean: I32
    rest: I32
    first: I32
    leap: I32


@njit
def unstuffed(data: U8, begin: int, plain: U8, starts: I64) -> int:
    """Copy the codes from ``begin`` on without the zero after each 255; how many parts restarts make of them.

    ``starts`` gets the byte at which each part begins, and then where the last ends. 0: there are more parts than it
    has room for.
    """
    place, end, parts = begin, 0, 1
    starts[0] = 0
    while place + 1 < data.shape[0]:
        byte, following = data[place], data[place + 1]
        place += 1
        if byte != _FILL:
            plain[end] = byte
            end += 1
        elif following == 0:
            plain[end] = byte
            end += 1
            place += 1
        elif _FIRST_RESTART <= following <= _LAST_RESTART:
            if parts + 1 >= starts.shape[0]:
                return 0
            starts[parts] = end
            parts += 1
            place += 1
        elif following != _FILL:
            break
    starts[parts] = end
    return parts


@njit
def read_means(words: Words, starts: I64, every: int, layout: Layout, means: F32) -> bool:
    """Fill ``means`` (block rows, blocks a row; whole groups) in the file's own steps; whether all was sound.

    ``every`` is how many groups each part has. A part that does not end where its codes end is not sound.
    """
    across = means.shape[1] // layout.shape[0, 0]
    groups = across * (means.shape[0] // layout.shape[0, 1])
    for part in range(starts.shape[0] - 1):
        at, end = starts[part] * 8, starts[part + 1] * 8
        mean = 0
        for group in range(part * every, min((part + 1) * every, groups)):
            at, mean = _read_luma(words, at, end, layout, mean, means, group // across, group % across)
            at = _skip_colours(words, at, end, layout)
            if at > end:
                return False
        if end - at >= 8:  # what fills the last byte is all that may be left
            return False
    return True


@njit
def _read_luma(
    words: Words, at: int, end: int, layout: Layout, mean: int, means: F32, down: int, across: int
) -> tuple[int, int]:
    """The luma of a group: the place after it, and the last mean."""
    wide, high = layout.shape[0, 0], layout.shape[0, 1]
    for row in range(down * high, down * high + high):
        for column in range(across * wide, across * wide + wide):
            if at > end:
                return at, mean
            at, passed, step = _begin_block(words, at, layout, 0)
            mean += step
            means[row, column] = mean
            at = _end_block(words, at, passed, layout, 0)
    return at, mean


@njit
def _skip_colours(words: Words, at: int, end: int, layout: Layout) -> int:
    """The place after the other colours of a group."""
    for colour in range(1, layout.shape.shape[0]):
        for _ in range(layout.shape[colour, 0] * layout.shape[colour, 1]):
            if at > end:
                return at
            at, passed, _ = _begin_block(words, at, layout, colour)
            at = _end_block(words, at, passed, layout, colour)
    return at


@njit
def _look(words: Words, at: int) -> int:
    """The 32 bits from this place on."""
    word = np.uint64(at >> 5)
    pair = np.uint64(words[word]) << np.uint64(_WORD) | np.uint64(words[word + np.uint64(1)])
    return int((pair << np.uint64(at & 31)) >> np.uint64(_WORD))


@njit
def _begin_block(words: Words, at: int, layout: Layout, colour: int) -> tuple[int, int, int]:
    """Place and passed coefficients after the first look at a block, and its mean's step from the one before."""
    window = _look(words, at)
    found = layout.first[np.uint64(colour), np.uint64(window >> (_WORD - LOOK))]
    if found != 0:
        return at + (found & 255), (found >> 8) & 255, int(found >> 16)
    symbol = layout.mean[colour, window >> (_WORD - LONGEST)]
    length, width = symbol >> 8, symbol & 15
    value = (window >> (_WORD - length - width)) & ((1 << width) - 1)
    return at + length + width, 1, step_of(value, width)


@njit
def _end_block(words: Words, at: int, passed: int, layout: Layout, colour: int) -> int:
    """The place after a block; what is no code is passed without moving, so that the part will not end rightly."""
    while passed < BLOCK:
        window = _look(words, at)
        found = layout.leap[np.uint64(colour), np.uint64(window >> (_WORD - LOOK))]
        if found != 0 and passed + (found >> 16) < BLOCK:
            at += found & 255
            passed += (found >> 8) & 255
        else:
            symbol = layout.rest[colour, window >> (_WORD - LONGEST)]
            at += (symbol >> 8) + (symbol & 15)
            passed += coefficients(symbol & 255)
    return at
