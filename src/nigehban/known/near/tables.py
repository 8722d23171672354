"""The tables of a near index: for every chunk, the hashes in the order of that chunk's value.

A bucket is the run of hashes whose chunk has one value. Beside its number each hash has a sketch, its next two chunks
(the ring closes: chunk 0 follows chunk 15): what is left to compare before the hash itself is fetched from memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nigehban.jit import njit
from nigehban.known.arrays import U8, U32, U64
from nigehban.known.errors import KeyFileError
from nigehban.known.near.ring import CHUNK_BITS, CHUNKS
from nigehban.known.sections import Specification

BUCKETS: Final = 1 << CHUNK_BITS
STRIDE: Final = 32
"""A bucket is compared in whole strides, which the compiler turns into vectors; so much is free behind the last."""


FEW: Final = 4096
"""Up to so many hashes comparing all of them is faster than any table, and a table would be megabytes for nothing."""


class Tables(NamedTuple):
    """``words`` (hashes, 4): the hashes; ``buckets`` (16, 65,537): where each begins; ``sketches`` (16, hashes + 32);
    ``numbers`` (16, hashes): which hash each sketch is of. The last three have no rows where hashes are few."""

    words: U64
    buckets: U32
    sketches: U32
    numbers: U32


def specification(count: int) -> Specification:
    """The arrays of the tables of so many hashes, as ``sections.create`` takes them."""
    chunks = CHUNKS if count > FEW else 0
    return {
        "buckets": ("<u4", (chunks, BUCKETS + 1)),
        "sketches": ("<u4", (chunks, count + STRIDE)),
        "numbers": ("<u4", (chunks, count)),
    }


def tables_of(hashes: U8, arrays: dict[str, NDArray[Any]], path: Path) -> Tables:
    """The tables among the arrays of a file. ``KeyFileError`` when they are not those of these hashes."""
    expected = specification(len(hashes))
    found = {name: (arrays[name].dtype.str, arrays[name].shape) for name in expected if name in arrays}
    if found != expected:
        raise KeyFileError(f"{path}: its tables are not those of its {len(hashes):,} hashes. Get it anew.")
    return Tables(hashes.view("<u8"), *(arrays[name] for name in expected))


@njit
def chunk_of(words: U64, row: int, chunk: int) -> np.uint32:
    """One of the sixteen chunks of a hash."""
    return np.uint32((words[row, chunk >> 2] >> np.uint64((chunk & 3) << 4)) & np.uint64(0xFFFF))


@njit
def sketch_of(words: U64, row: int, chunk: int) -> np.uint32:
    """The two chunks behind this one."""
    following = chunk_of(words, row, (chunk + 1) & 15), chunk_of(words, row, (chunk + 2) & 15)
    return np.uint32(following[0] | (following[1] << np.uint32(16)))


@njit
def starts_of(words: U64, chunk: int) -> U32:
    """Where each bucket of a chunk begins, and where the last one ends."""
    starts = np.zeros(BUCKETS + 1, np.uint32)
    for row in range(len(words)):
        starts[chunk_of(words, row, chunk) + 1] += np.uint32(1)
    for key in range(BUCKETS):
        starts[key + 1] += starts[key]
    return starts
