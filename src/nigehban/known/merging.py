"""Merging keys: the files to find entries by are written once more, for several deliveries together.

Entries stay where they came, under their numbers; so do the keys that earlier generations look up.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nigehban.known.arrays import I64, U8
from nigehban.known.building import write_hashes
from nigehban.known.covering import stop_of
from nigehban.known.manifest import SegmentRecord
from nigehban.known.segments import Segment


class Pairs(NamedTuple):
    """Hashes, (n, width), with the number in the set of the entry of each, ascending."""

    hashes: U8
    entries: I64


def merge(root: Path, records: Sequence[SegmentRecord], folder: Path, final: str) -> SegmentRecord:
    """Write the keys of these, which follow each other, into a new folder that will be ``final``."""
    folder.mkdir()
    first, parts = records[0].first, [Segment(root, record) for record in records]
    names = sorted({name for record in records for name in record.keys})
    keys = {name: _write(folder, name, together(parts, name), first) for name in names}
    return SegmentRecord(final, first, stop_of(records[-1]) - first, keys)


def together(parts: Sequence[Segment], name: str) -> Pairs:
    """All pairs of one file of keys that at least one of the parts has."""
    pairs = [part.pairs(name) for part in parts if name in part.record.keys]
    hashes, entries = (np.concatenate(column) for column in zip(*pairs, strict=True))
    order = np.argsort(entries, kind="stable")
    return Pairs(hashes[order], entries[order])


def _write(folder: Path, name: str, pairs: Pairs, first: int) -> int:
    (folder / f"{name}.entries").write_bytes((pairs.entries - first).astype("<u4").tobytes())
    return write_hashes(folder, name, pairs.hashes)
