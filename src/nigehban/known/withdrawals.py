"""What a delivery takes back. A tombstone reaches every earlier entry of the same list that it names, and no other.

It names an entry by its id; one without an id names those that carry its hash (the longest digest that it states).
Entries are never erased: they are marked, and so is the tombstone itself, which is an entry like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nigehban.known.arrays import I64, U8, Flags
from nigehban.known.segments import WIDTHS, Segment
from nigehban.known.sources import Source

_SUREST_FIRST: Final = ("sha256", "sha1", "md5", "photodna", "pdq")


class Tombstones:
    """The tombstones of one delivery, gathered while it is read."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        """The numbers in the set of the tombstones themselves."""
        self._by_id: dict[str, int] = {}
        self._by_hash: dict[str, dict[bytes, int]] = {}

    def gather(self, first: int, batch: pa.RecordBatch) -> None:
        """Take the tombstones of a portion whose rows are numbered from ``first`` on."""
        rows = np.flatnonzero(batch.column("withdrawn").to_numpy(zero_copy_only=False))
        if len(rows):
            named = batch.select(["entry_id", *_SUREST_FIRST]).take(pa.array(rows)).to_pylist()
            for number, row in zip((rows + first).tolist(), named, strict=True):
                self._note(number, row)

    def reached(self, segments: Sequence[Segment], sources: Sequence[Source], name: str) -> Iterator[I64]:
        """Numbers of the entries of the list of that name that are taken back, in portions, some more than once."""
        if self._by_id or self._by_hash:
            for segment in segments:
                for numbers in (*self._by_ids(segment), *self._by_hashes(segment)):
                    yield numbers[_given_by(name, numbers, sources)]

    def _note(self, number: int, row: dict[str, str | bytes | None]) -> None:
        self.numbers.append(number)
        if isinstance(row["entry_id"], str):
            self._by_id[row["entry_id"]] = number  # the last one counts: it reaches all that the others reach
            return
        for algorithm in _SUREST_FIRST:
            value = row[algorithm]
            if isinstance(value, bytes) and len(value) == WIDTHS[algorithm]:
                self._by_hash.setdefault(algorithm, {})[value] = number
                return

    def _by_ids(self, segment: Segment) -> Iterator[I64]:
        if not self._by_id:
            return
        ids = pa.array(self._by_id.keys(), pa.string())
        stones = np.fromiter(self._by_id.values(), np.int64)
        for first, batch in segment.batches(["entry_id"]):
            place = pc.index_in(batch.column("entry_id"), ids)
            rows = np.flatnonzero(place.is_valid().to_numpy(zero_copy_only=False))
            stone = stones[place.drop_null().to_numpy(zero_copy_only=False)]
            yield (rows + first)[rows + first < stone]

    def _by_hashes(self, segment: Segment) -> Iterator[I64]:
        for algorithm, named in self._by_hash.items():
            stones = np.fromiter(named.values(), np.int64)
            for hits in segment.find(algorithm, _stacked(named, WIDTHS[algorithm])):
                yield hits.entry[hits.entry < stones[hits.query]]


def _stacked(hashes: Iterable[bytes], width: int) -> U8:
    return np.frombuffer(b"".join(hashes), np.uint8).reshape(-1, width)


def _given_by(name: str, numbers: I64, sources: Sequence[Source]) -> Flags:
    """Which of the entries came with a delivery of the list of that name."""
    firsts = np.array([source.first for source in sources], np.int64)
    ours = np.array([source.stated.name == name for source in sources], bool)
    return ours[np.searchsorted(firsts, numbers, side="right") - 1]
