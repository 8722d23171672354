"""Random hashes and digests for benchmarks, with queries of which the answer is known."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint8]
_EVERY = 20
_FARTHEST = 32


class Planted(NamedTuple):
    """``hashes`` (n, 32); ``queries`` (m, 32), of which number ``query[i]`` is ``distance[i]`` bits from row
    ``row[i]``; all others are random, and 256 random bits are near to nothing."""

    hashes: Keys
    queries: Keys
    query: NDArray[np.int64]
    row: NDArray[np.int64]
    distance: NDArray[np.int64]


def planted(count: int, asked: int, seed: int) -> Planted:
    """Random hashes and queries; every twentieth query is planted, at distances 0 to 31 in turn."""
    generator = np.random.default_rng(seed)
    hashes = random_keys(count, 32, seed + 1)
    queries = random_keys(asked, 32, seed + 2)
    query = np.arange(0, asked, _EVERY)
    row = generator.integers(0, count, len(query))
    distance = np.arange(len(query)) % _FARTHEST
    for begin in range(0, len(query), 1 << 15):
        part = slice(begin, begin + (1 << 15))
        changed = generator.random((len(query[part]), 256)).argsort(axis=1).argsort(axis=1) < distance[part, None]
        queries[query[part]] = hashes[row[part]] ^ np.packbits(changed, axis=1)
    return Planted(hashes, queries, query, row, distance)


def random_keys(count: int, width: int, seed: int) -> Keys:
    """Evenly random keys: (count, width) of uint8."""
    return np.random.default_rng(seed).integers(0, 256, (count, width), dtype=np.uint8)
