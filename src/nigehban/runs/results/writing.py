"""Writing a table block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def write_blocks(path: Path, schema: pa.Schema, blocks: Iterator[pa.Table], advance: Callable[[int], None]) -> int:
    """Write the blocks into one Parquet file; returns the number of rows."""
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd", compression_level=1) as sink:
        for block in blocks:
            sink.write_table(block)
            rows += len(block)
            advance(len(block))
    return rows
