"""A generation of a set, opened to be read: nothing of it ever changes, whatever is imported meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

from nigehban.known.arrays import I64, Flags
from nigehban.known.bits import Bits
from nigehban.known.covering import searched
from nigehban.known.errors import DamagedError, SignerError
from nigehban.known.folder import MANIFEST, SOURCES, WITHDRAWN, Pointer, generation_path, read_pointer
from nigehban.known.manifest import Manifest, Parent, digest_of, read_manifest
from nigehban.known.publishing import read_signer
from nigehban.known.segments import Segment
from nigehban.known.sources import Source, read_sources


class Generation:
    """One generation: its manifest, its sources, its entries. Entries are numbered from 0 across all segments."""

    def __init__(self, root: Path, manifest: Manifest, digest: str, *, sparing: bool = False) -> None:
        self.root = root
        self.manifest = manifest
        self.digest = digest
        """SHA-256 of the manifest's file: names the generation and all that belongs to it."""
        self.segments = [Segment(root, record, sparing=sparing) for record in manifest.segments]
        asked = searched(manifest.segments, manifest.merged)
        self.searched = [Segment(root, record, sparing=sparing) for record in asked]
        """What hashes are looked up in: every entry is in one of them."""

    @property
    def number(self) -> int:
        """Its number, from 1."""
        return self.manifest.generation

    @property
    def folder(self) -> Path:
        """Where what it added lies."""
        return self.root / generation_path(self.number)

    @property
    def as_parent(self) -> Parent:
        """What the next generation says of this one."""
        return Parent(self.number, self.digest)

    @cached_property
    def sources(self) -> list[Source]:
        """Every source, in the order in which they came. Raises ``DamagedError``."""
        return read_sources(self.folder / SOURCES)

    @cached_property
    def withdrawn(self) -> Bits:
        """Which entries were taken back one by one."""
        return Bits.open(self.folder / WITHDRAWN, self.manifest.entries)

    def is_withdrawn(self, entries: I64) -> Flags:
        """Which of the entries were taken back, one by one or with their source."""
        retracted = np.array([source.retracted is not None for source in self.sources], bool)
        flags = self.withdrawn.of(entries)
        return flags | retracted[self.sources_of(entries)] if retracted.any() else flags

    def sources_of(self, entries: I64) -> I64:
        """The place in ``sources`` of whoever gave these entries."""
        firsts = np.array([source.first for source in self.sources], np.int64)
        return np.searchsorted(firsts, entries, side="right") - 1

    def take(self, entries: I64, columns: Sequence[str]) -> pa.Table:
        """Columns (of ``records.known.ENTRY_SCHEMA``) of the entries with these numbers, in the order given."""
        firsts = np.array([segment.record.first for segment in self.segments], np.int64)
        segment_of = np.searchsorted(firsts, entries, side="right") - 1
        order = np.argsort(segment_of, kind="stable")
        parts = []
        for number in np.unique(segment_of):
            wanted = entries[order[segment_of[order] == number]]
            parts.append(self.segments[int(number)].take(wanted, columns))
        back = np.empty(len(order), np.int64)
        back[order] = np.arange(len(order))
        return pa.concat_tables(parts).combine_chunks().take(pa.array(back))

    def entries(self, *, of: Source | None = None, withdrawn: bool = False) -> Iterator[tuple[I64, pa.RecordBatch]]:
        """Entries in order, in portions, with their numbers: of one source or all, taken back ones only when asked."""
        start, stop = (of.first, of.first + of.entries) if of else (0, self.manifest.entries)
        for segment in self.segments:
            if segment.stop <= start or segment.record.first >= stop:
                continue
            for first, batch in segment.batches():
                numbers = np.arange(first, first + batch.num_rows)
                wanted: Flags = (numbers >= start) & (numbers < stop)
                if not withdrawn:
                    wanted &= ~self.is_withdrawn(numbers)
                if wanted.any():
                    yield numbers[wanted], batch if wanted.all() else batch.filter(pa.array(wanted))


def open_current(root: Path, *, sparing: bool = False) -> Generation:
    """The generation that is current now.

    Signature, signer and the sizes of all files are checked; digests of files are the business of ``verify``. Raises
    ``NoSetError``, ``DamagedError`` or ``SignerError``. ``sparing`` is for who asks once and ends: memory is given back
    while hashes are looked up. Who asks a few hashes at a time is answered many times faster without.
    """
    return open_generation(root, read_pointer(root), sparing=sparing)


def open_generation(root: Path, pointer: Pointer, *, sparing: bool = False) -> Generation:
    """A generation by number and digest; otherwise like ``open_current``."""
    path = root / generation_path(pointer.generation) / MANIFEST
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedError(f"{path} cannot be read: {error.strerror}. Get the set anew.") from error
    manifest = read_manifest(path, data)
    if manifest.generation != pointer.generation or digest_of(data) != pointer.manifest:
        raise DamagedError(f"{path} is not the manifest that was published as generation {pointer.generation}.")
    check_signer(root, manifest)
    _check_sizes(root, manifest)
    return Generation(root, manifest, pointer.manifest, sparing=sparing)


def check_signer(root: Path, manifest: Manifest) -> None:
    """Raise ``SignerError`` when a generation is signed by another key than the one the set was begun with."""
    pinned = read_signer(root)
    if manifest.public_key != pinned:
        raise SignerError(
            f"{root}: generation {manifest.generation} is signed by the key {manifest.public_key[:16]}…, the set was "
            f"begun with {pinned[:16]}…. Ask whoever gave you the set which one is theirs."
        )


def _check_sizes(root: Path, manifest: Manifest) -> None:
    """Raise ``DamagedError`` for the first file that is missing or has another size."""
    for name, record in manifest.files.items():
        path = root / name
        try:
            size = path.stat().st_size
        except OSError as error:
            raise DamagedError(f"{path} cannot be read: {error.strerror}. Get the set anew.") from error
        if size != record.bytes:
            raise DamagedError(f"{path}: {size:,} bytes instead of {record.bytes:,}. Get the set anew.")
