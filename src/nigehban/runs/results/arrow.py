"""Small steps between NumPy indexes and Arrow columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nigehban.runs.results.schemas import TEXT

BLOCK = 100_000
"""Rows of a block: what is in memory at a time."""
Indexes = NDArray[np.int64]
Flags = NDArray[np.bool_]


def blocks(rows: int) -> Iterator[slice]:
    """The rows in blocks."""
    for start in range(0, rows, BLOCK):
        yield slice(start, min(start + BLOCK, rows))


def of_codes(codes: NDArray[np.integer], labels: Sequence[str] | Mapping[int, str]) -> pa.Array:
    """The label of each code; null for a code that has none."""
    by_code = labels if isinstance(labels, Mapping) else dict(enumerate(labels))
    place = np.full(max(by_code, default=0) + 2, -1, np.int32)
    place[list(by_code)] = np.arange(len(by_code))
    index = place[np.clip(codes.astype(np.int64), -1, len(place) - 1)]
    named = pa.array(list(by_code.values()), TEXT)
    return named.take(pa.array(index, mask=index < 0))


def spans(starts: NDArray[np.integer], chosen: NDArray[np.integer]) -> tuple[NDArray[np.int32], Indexes]:
    """Of lists laid end to end (list ``i`` from ``starts[i]`` to ``starts[i + 1]``) the chosen ones: offsets, rows."""
    counts = np.diff(starts)[chosen]
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    rows = np.repeat(starts[:-1][chosen] - offsets[:-1], counts) + np.arange(offsets[-1])
    return offsets.astype(np.int32), rows.astype(np.int64)


def scattered(parts: Sequence[tuple[Flags, pa.Array]], size: int) -> pa.Array:
    """An array of ``size`` rows: the values of each part where its flags say, null elsewhere."""
    place = np.full(size, -1, np.int64)
    start = 0
    for where, values in parts:
        place[where] = np.arange(start, start + len(values))
        start += len(values)
    every = pa.concat_arrays([values for _, values in parts])
    return every.take(pa.array(place, mask=place < 0))
