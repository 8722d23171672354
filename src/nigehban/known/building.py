"""Writing a segment: entries stream to the disk as they come, their hashes beside them, to be sorted at the end.

No more than one portion of entries is held in memory; sorting takes one algorithm's hashes at a time.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nigehban.known.arrays import U8
from nigehban.known.exact import KeyIndex, write_keys
from nigehban.known.near import NearIndex, write_near_index
from nigehban.known.segments import BATCH_ROWS, ENTRIES, NEAR, WIDTHS
from nigehban.records.known import ENTRY_SCHEMA

LEAST_QUALITY: Final = 50
"""PDQ hashes of lower quality say little about the picture: they are found when equal, never when near."""
MOST_ENTRIES: Final = (1 << 32) - 2


class SegmentWriter:
    """Takes portions of entries, then makes the keys. The folder must be new and empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._waiting: list[pa.RecordBatch] = []
        self._spools: dict[str, tuple[BinaryIO, BinaryIO]] = {}
        self._sink = self._open.enter_context(pa.ipc.new_file(str(folder / ENTRIES), ENTRY_SCHEMA))
        self.entries = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def add(self, batch: pa.RecordBatch) -> None:
        """Write a portion (``ENTRY_SCHEMA``). Raises ``ValueError`` for other columns or too many entries."""
        if not batch.schema.equals(ENTRY_SCHEMA):
            raise ValueError(f"entries have other columns than known sets keep: {batch.schema.names}")
        if self.entries + batch.num_rows > MOST_ENTRIES:
            raise ValueError(f"more than {MOST_ENTRIES:,} entries: make several sets")
        for algorithm, width in WIDTHS.items():
            column = batch.column(algorithm)
            self._spool(algorithm, _bytes_of(column, width), _usable(column, width))
        good = pc.fill_null(pc.greater_equal(batch.column("pdq_quality"), LEAST_QUALITY), True)
        pdq = batch.column("pdq")
        self._spool(
            NEAR, _bytes_of(pdq, WIDTHS["pdq"]), _usable(pdq, WIDTHS["pdq"]) & good.to_numpy(zero_copy_only=False)
        )
        self.entries += batch.num_rows
        self._waiting.append(batch)
        self._write_full()

    def finish(self) -> dict[str, int]:
        """Write what is left and all keys; the number of different hashes by file of keys."""
        self._write_rest()
        self._open.close()
        return {name: self._write_keys(name) for name in sorted(self._spools)}

    def _spool(self, name: str, hashes: U8, usable: NDArray[np.bool_]) -> None:
        rows = np.flatnonzero(usable)
        if not len(rows):
            return
        if name not in self._spools:
            paths = (self._folder / f"{name}.spool", self._folder / f"{name}.entries")
            self._spools[name] = tuple(self._open.enter_context(path.open("xb")) for path in paths)  # type: ignore[assignment]
        keys, entries = self._spools[name]
        keys.write(hashes[rows].tobytes())
        entries.write((rows + self.entries).astype("<u4").tobytes())

    def _write_full(self) -> None:
        while sum(batch.num_rows for batch in self._waiting) >= BATCH_ROWS:
            table = pa.Table.from_batches(self._waiting).combine_chunks()
            self._sink.write_table(table.slice(0, BATCH_ROWS).combine_chunks())
            self._waiting = table.slice(BATCH_ROWS).to_batches()

    def _write_rest(self) -> None:
        if self._waiting:
            self._sink.write_table(pa.Table.from_batches(self._waiting).combine_chunks())
            self._waiting = []

    def _write_keys(self, name: str) -> int:
        spool = self._folder / f"{name}.spool"
        distinct = write_hashes(self._folder, name, np.memmap(spool, np.uint8, "r").reshape(-1, width_of(name)))
        spool.unlink()
        return distinct


def write_hashes(folder: Path, name: str, hashes: U8) -> int:
    """Write a file of keys; how many of the hashes are different."""
    path = folder / (NEAR if name == NEAR else f"{name}.keys")
    (write_near_index if name == NEAR else write_keys)(hashes, path)
    return (NearIndex.open(path) if name == NEAR else KeyIndex.open(path, width_of(name))).distinct


def width_of(name: str) -> int:
    """The bytes of a hash in a file of keys."""
    return WIDTHS["pdq" if name == NEAR else name]


def _bytes_of(column: pa.Array, width: int) -> U8:
    """The hashes of a column as (rows, width) of uint8, zeros where there is none of that width."""
    if column.type != pa.binary(width):
        wanted = pc.equal(pc.binary_length(column), width)
        column = pc.if_else(wanted, column, pa.scalar(None, pa.binary())).cast(pa.binary(width))
    filled = pc.fill_null(column, bytes(width))
    data = np.frombuffer(filled.buffers()[1], np.uint8)
    return data.reshape(-1, width)[filled.offset : filled.offset + len(filled)]


def _usable(column: pa.Array, width: int) -> NDArray[np.bool_]:
    lengths = pc.equal(pc.binary_length(column), width)
    usable: NDArray[np.bool_] = pc.fill_null(lengths, False).to_numpy(zero_copy_only=False)
    return usable
