"""Arrow columns as NumPy arrays, with one number for *not stated*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

UNKNOWN_TIME = int(np.iinfo(np.int64).min)
"""Stands for a time that is not known: what NumPy calls NaT."""
_MICROSECONDS = 1_000_000


def numbers(table: pa.Table, name: str) -> NDArray[Any]:
    """A column of numbers or truth values that has no nulls."""
    array: NDArray[Any] = table.column(name).to_numpy()
    return array


def seconds(table: pa.Table, name: str) -> NDArray[np.int64]:
    """A column of times as seconds of the epoch, UTC; ``UNKNOWN_TIME`` for null."""
    micros = table.column(name).cast(pa.int64()).fill_null(UNKNOWN_TIME).to_numpy()
    return np.where(micros == UNKNOWN_TIME, UNKNOWN_TIME, micros // _MICROSECONDS)


def stated(table: pa.Table, name: str) -> NDArray[np.int8]:
    """A column of truth values as 1 for yes, 0 for no, -1 for not stated."""
    values: NDArray[np.int8] = table.column(name).cast(pa.int8()).fill_null(-1).to_numpy()
    return values


def words(table: pa.Table, name: str) -> tuple[NDArray[np.int64], list[str]]:
    """A column of words as indexes into a list of the distinct ones; -1 for null."""
    column = table.column(name)
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    column = column.unify_dictionaries()
    if not column.num_chunks:
        return np.zeros(0, np.int64), []
    index = [chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False) for chunk in column.chunks]
    return np.concatenate(index).astype(np.int64), column.chunk(0).dictionary.to_pylist()


def taken(column: pa.ChunkedArray, rows: NDArray[np.integer]) -> pa.Array:
    """The values at some rows, as one array.

    Chunk by chunk: Arrow's own ``take`` first joins all chunks into one, which fails for text of more than 2 GiB.
    """
    if not len(rows):
        return pa.array([], column.type)
    if column.num_chunks == 1:
        return column.chunk(0).take(pa.array(rows))
    starts = np.cumsum([0, *(len(chunk) for chunk in column.chunks)])
    chunk_of = np.searchsorted(starts, rows, side="right") - 1
    order = np.argsort(chunk_of, kind="stable")
    used, begin = np.unique(chunk_of[order], return_index=True)
    parts = [
        column.chunk(chunk).take(pa.array(rows[mine] - starts[chunk]))
        for chunk, mine in zip(used.tolist(), np.split(order, begin[1:]), strict=True)
    ]
    place = np.empty(len(rows), np.int64)
    place[order] = np.arange(len(rows))
    return _joined(parts, column.type).take(pa.array(place))


def whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """A column as one array."""
    return column if isinstance(column, pa.Array) else _joined(column.chunks, column.type)


def _joined(parts: Sequence[pa.Array], kind: pa.DataType) -> pa.Array:
    if not parts:
        return pa.array([], kind)
    if pa.types.is_dictionary(kind):
        return pa.chunked_array(parts, kind).unify_dictionaries().combine_chunks()
    return pa.concat_arrays(parts)
