"""Why the near search misses nothing: the cycle lemma over sixteen chunks of sixteen bits.

Let ``d_0 .. d_15`` be the distances of two hashes chunk by chunk, laid out as a ring, and their sum at most ``r``. The
numbers ``d_j - r/16`` sum to at most 0; going round the ring from just behind the place where their running sum is
highest, no running sum exceeds 0. So there is a chunk ``i`` with::

    d_i <= r/16,    d_i + d_(i+1) <= 2r/16,    d_i + d_(i+1) + d_(i+2) <= 3r/16

For r = 31 that is 1, 3 and 5: it is enough to look, for every chunk, into the buckets of the keys that differ from the
query's in at most one bit, and there for hashes whose next two chunks differ in at most what is left of 5. (Dvoretzky
and Motzkin 1947; for Hamming search Qin and others, "Pigeonring", VLDB 2019.)
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

import numpy as np

from nigehban.known.arrays import U32
from nigehban.known.errors import RadiusError

CHUNKS: Final = 16
CHUNK_BITS: Final = 16
DEFAULT_RADIUS: Final = 31
"""PDQ's own limit for "the same picture"."""
MOST_RADIUS: Final = 47
"""Above this three bits of a key would have to be flipped: slower than comparing everything."""


def reach(radius: int) -> tuple[int, int]:
    """How far a chunk, and three chunks in a row, may differ at the start that the lemma promises."""
    if not 0 <= radius <= MOST_RADIUS:
        raise RadiusError(f"radius {radius}: every match can be promised from 0 to {MOST_RADIUS} bits only")
    return radius // CHUNKS, 3 * radius // CHUNKS


def flips(most: int) -> U32:
    """All 16-bit numbers with at most that many bits set: what a key is to be changed by."""
    masks = [
        sum(1 << bit for bit in bits) for count in range(most + 1) for bits in combinations(range(CHUNK_BITS), count)
    ]
    return np.array(masks, np.uint32)
