"""The facts of all units in one Parquet file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from nigehban.runs.arrays import numbers
from nigehban.runs.corpus import Corpus, mapped
from nigehban.runs.results.schemas import FACTS

_BATCH_ROWS = 1_000_000


def write_facts(corpus: Corpus, path: Path, advance: Callable[[int], None]) -> int:
    """Write ``facts.parquet``: every leaf of every kept document; returns the number of rows.

    One unit is in memory at a time. Repeated text goes to Parquet as the dictionaries that the units made.
    """
    written = 0
    with pq.ParquetWriter(path, FACTS, compression="zstd", compression_level=1, store_schema=False) as sink:
        start = 0
        for folder in corpus.folders:
            referrals = mapped(folder, "referrals")
            kept = corpus.kept[start : start + len(referrals)]
            start += len(referrals)
            table = _facts_of(folder, referrals, kept)
            sink.write_table(table.cast(FACTS), row_group_size=_BATCH_ROWS)
            written += len(table)
            advance(1)
    return written


def _facts_of(folder: Path, referrals: pa.Table, kept: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> pa.Table:
    facts = mapped(folder, "facts")
    row = numbers(facts, "row")
    if not kept.all():
        mask = kept[row]
        facts, row = facts.filter(pa.array(mask)), row[mask]
    owners = [_dictionary(row, referrals.column(name)) for name in ("referral", "source_sha256")]
    return pa.Table.from_arrays([*owners, *(facts.column(name) for name in FACTS.names[2:])], names=FACTS.names)


def _dictionary(row: np.ndarray[tuple[int], np.dtype[np.generic]], values: pa.ChunkedArray) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(row), values.combine_chunks())
