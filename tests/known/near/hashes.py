"""Random hashes, hashes at chosen distances, and the answer that comparing everything gives."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nigehban.known.near import Matches
from nigehban.known.near.tables import FEW

Hashes = NDArray[np.uint8]
RANDOM = np.random.default_rng(20261121)
FILLER: Hashes = RANDOM.integers(0, 256, (FEW + 1, 32), dtype=np.uint8)
"""So many that an index of them has tables."""


def random_hashes(count: int, seed: int = 1) -> Hashes:
    """Evenly random ones."""
    return np.random.default_rng(seed).integers(0, 256, (count, 32), dtype=np.uint8)


def flipped(given: Hashes, parts: list[int], seed: int = 1) -> Hashes:
    """The hash with so many bits of each of its sixteen chunks changed."""
    bits = np.unpackbits(given).reshape(16, 16)
    generator = np.random.default_rng(seed)
    for chunk, count in enumerate(parts):
        bits[chunk, generator.permutation(16)[:count]] ^= 1
    return np.packbits(bits)


def by_brute_force(hashes: Hashes, queries: Hashes, radius: int) -> list[tuple[int, int, int]]:
    """(query, row, distance) in the order that is promised."""
    found = []
    for number, query in enumerate(queries):
        distance = np.bitwise_count(hashes ^ query).sum(axis=1)
        rows = np.flatnonzero(distance <= radius).tolist()
        rows.sort(key=lambda row: (distance[row], hashes[row].tobytes(), row))
        found += [(number, row, int(distance[row])) for row in rows]
    return found


def listed(matches: Matches) -> list[tuple[int, int, int]]:
    """The same of an answer."""
    return list(zip(matches.query.tolist(), matches.row.tolist(), matches.distance.tolist(), strict=True))
