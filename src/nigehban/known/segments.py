"""A segment: the entries of one import and the keys to find them by. It is written once and then only mapped.

::

    entries.arrow      the rows (``records.known.ENTRY_SCHEMA``), Arrow IPC file
    md5.keys ...       the hashes of one algorithm, sorted (see ``known.exact``)
    md5.entries ...    which row each of those hashes belongs to: little-endian uint32
    pdq.near           the PDQ hashes that are good enough for near search (see ``known.near``)
    pdq.near.entries   which row each of them belongs to

Rows are numbered from 0 within their segment; a set numbers them on from segment to segment.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa

from nigehban.known.arrays import I64, U8, U32
from nigehban.known.errors import DamagedError, KeyFileError
from nigehban.known.exact import KeyIndex
from nigehban.known.manifest import SegmentRecord
from nigehban.known.near import NearIndex
from nigehban.records.known import ENTRY_SCHEMA, HASHES, PHOTODNA_BYTES

ENTRIES: Final = "entries.arrow"
NEAR: Final = "pdq.near"
WIDTHS: Final = {**HASHES, "photodna": PHOTODNA_BYTES}
"""The algorithms that can be looked up, with the bytes of a hash."""
BATCH_ROWS: Final = 1 << 16
"""Rows of every portion of the table but the last."""
_BATCHES_HELD: Final = 8


class Hits(NamedTuple):
    """Three columns of one length: number of the query, number of the entry in the set, bits that differ."""

    query: I64
    entry: I64
    distance: I64


class _Rows(NamedTuple):
    """Which row each hash of an index belongs to; ``mapped`` is the memory that they lie in."""

    numbers: U32
    mapped: mmap.mmap | None


class Segment:
    """A segment that can be asked. Files are opened when first needed; threads may share it."""

    def __init__(self, root: Path, record: SegmentRecord, *, sparing: bool = False) -> None:
        """``sparing``: give memory back while hashes are looked up (see ``open_current``)."""
        self.record = record
        self._sparing = sparing
        self._folder = root / record.folder
        self._batch = lru_cache(maxsize=_BATCHES_HELD)(self._read_batch)
        self._keys = cache(self._open_keys)

    @property
    def stop(self) -> int:
        """The number after its last entry."""
        return self.record.first + self.record.entries

    def find(self, algorithm: str, hashes: U8) -> Iterator[Hits]:
        """Entries with one of these hashes, (queries, width) of uint8, in bounded blocks."""
        if algorithm not in self.record.keys:
            return
        index, entries = self._keys(algorithm)
        for found in index.blocks(hashes):
            yield Hits(found.query, self._numbered(entries, found.row), np.zeros(len(found.row), np.int64))

    def find_near(self, hashes: U8, radius: int, *, threads: int = 1) -> Iterator[Hits]:
        """Entries whose PDQ hash differs from one of these in 1 to ``radius`` bits, in bounded blocks."""
        if NEAR not in self.record.keys:
            return
        index, entries = self._near
        for found in index.join(hashes, radius, threads=threads):
            apart = np.flatnonzero(found.distance)
            numbers = self._numbered(entries, found.row[apart])
            yield Hits(found.query[apart], numbers, found.distance[apart].astype(np.int64))

    def pairs(self, name: str) -> tuple[U8, I64]:
        """All hashes of one file of keys, and the number in the set of the entry of each."""
        index, entries = self._near if name == NEAR else self._keys(name)
        return index.by_row(), self._numbered(entries, np.arange(len(index)))

    def batches(self, columns: Sequence[str] | None = None) -> Iterator[tuple[int, pa.RecordBatch]]:
        """All rows in order: the number (in the set) of the first row of each portion, and the portion."""
        for number in range(self._file.num_record_batches):
            batch = self._read_batch(number, tuple(columns or ENTRY_SCHEMA.names))
            yield self.record.first + number * BATCH_ROWS, batch

    def take(self, entries: I64, columns: Sequence[str]) -> pa.Table:
        """Columns of the entries with these numbers in the set, in the order of the numbers given."""
        rows = entries - self.record.first
        order = np.argsort(rows, kind="stable")
        batch_of = rows[order] // BATCH_ROWS
        parts = []
        for number in np.unique(batch_of):
            wanted = rows[order[batch_of == number]] % BATCH_ROWS
            parts.append(self._batch(int(number), tuple(columns)).take(pa.array(wanted)))
            self._mapped.madvise(mmap.MADV_DONTNEED)  # stays in the page cache, but counts as ours no more
        schema = pa.schema([ENTRY_SCHEMA.field(name) for name in columns])
        back = np.empty(len(order), np.int64)
        back[order] = np.arange(len(order))
        return pa.Table.from_batches(parts, schema).combine_chunks().take(pa.array(back))

    @cached_property
    def _mapped(self) -> mmap.mmap:
        with (self._folder / ENTRIES).open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    @cached_property
    def _file(self) -> pa.ipc.RecordBatchFileReader:
        path = self._folder / ENTRIES
        try:
            reader = pa.ipc.open_file(pa.py_buffer(self._mapped))
        except (pa.ArrowException, OSError, ValueError) as error:
            raise DamagedError(f"{path} cannot be read as a table of entries. Get the set anew.") from error
        if not reader.schema.equals(ENTRY_SCHEMA):
            raise DamagedError(f"{path} has other columns than entries have. Get the set anew.")
        if reader.num_record_batches != -(-self.record.entries // BATCH_ROWS):
            raise DamagedError(f"{path} does not hold the {self.record.entries:,} entries of its manifest.")
        return reader

    def _read_batch(self, number: int, columns: tuple[str, ...]) -> pa.RecordBatch:
        try:
            batch = self._file.get_batch(number).select(columns)
            batch.validate(full=True)  # a changed offset would make Arrow read where nothing is mapped
        except (pa.ArrowException, OSError) as error:
            raise DamagedError(f"{self._folder / ENTRIES}, portion {number}: {error}. Get the set anew.") from error
        if batch.num_rows != min(BATCH_ROWS, self.record.entries - number * BATCH_ROWS):
            raise DamagedError(
                f"{self._folder / ENTRIES}, portion {number}: {batch.num_rows:,} rows are too few or many."
            )
        return batch

    def _open_keys(self, algorithm: str) -> tuple[KeyIndex, _Rows]:
        index = KeyIndex.open(self._folder / f"{algorithm}.keys", WIDTHS[algorithm], sparing=self._sparing)
        return index, self._entries_of(algorithm, len(index))

    @cached_property
    def _near(self) -> tuple[NearIndex, _Rows]:
        index = NearIndex.open(self._folder / NEAR, sparing=self._sparing)
        return index, self._entries_of(NEAR, len(index))

    def _entries_of(self, name: str, keys: int) -> _Rows:
        if not keys:
            return _Rows(np.zeros(0, np.uint32), None)
        path = self._folder / f"{name}.entries"
        try:
            with path.open("rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            rows = np.frombuffer(mapped, "<u4")
        except (OSError, ValueError) as error:
            raise DamagedError(f"{path} cannot be read: {error}. Get the set anew.") from error
        if len(rows) != keys:
            raise KeyFileError(f"{path}: {len(rows):,} rows for {keys:,} hashes. Get the set anew.")
        return _Rows(rows, mapped)

    def _numbered(self, entries: _Rows, rows: I64) -> I64:
        """The numbers in the set of the entries that hashes belong to. ``KeyFileError`` for rows out of range."""
        if len(rows) and (int(rows.min()) < 0 or int(rows.max()) >= len(entries.numbers)):
            raise KeyFileError(f"{self._folder}: a key points beyond its rows. Get the set anew.")
        numbers = entries.numbers[rows].astype(np.int64)
        if self._sparing and entries.mapped:
            entries.mapped.madvise(mmap.MADV_DONTNEED)
        if len(numbers) and int(numbers.max()) >= self.record.entries:
            raise KeyFileError(f"{self._folder}: a hash points beyond the entries. Get the set anew.")
        return numbers + self.record.first
