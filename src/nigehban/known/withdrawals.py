"""What a delivery takes back. A tombstone reaches every earlier entry of the same list that it names, and no other.

It names an entry by its id; one without an id names those that carry its hash (the longest digest that it states). An
id may be local to one case or one tool, so where both state a hash the hashes must be equal too: the surest that both
have decides. Entries are never erased: they are marked, and so is the tombstone itself, an entry like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nigehban.known.arrays import I64, U8, Flags
from nigehban.known.bits import Bits
from nigehban.known.segments import WIDTHS, Segment
from nigehban.known.sources import Source

_SUREST_FIRST: Final = ("sha256", "sha1", "md5", "photodna", "pdq")


class _Stone(NamedTuple):
    """A tombstone: its number in the set, and the hashes that it states."""

    number: int
    hashes: dict[str, bytes]

    def agrees(self, row: dict[str, Any]) -> bool | None:
        """Whether it is of the file of an entry, by the surest hash that both state; ``None`` when there is none."""
        shared = (kind for kind in _SUREST_FIRST if kind in self.hashes and row[kind] is not None)
        surest = next(shared, None)
        return None if surest is None else self.hashes[surest] == row[surest]


class Tombstones:
    """The tombstones of one delivery, gathered while it is read."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        """The numbers in the set of the tombstones themselves."""
        self._by_id: dict[str, list[_Stone]] = {}
        self._by_hash: dict[str, dict[bytes, int]] = {}
        self._of_other_files = self._by_id_alone = 0

    def gather(self, first: int, batch: pa.RecordBatch) -> None:
        """Take the tombstones of a portion whose rows are numbered from ``first`` on."""
        rows = np.flatnonzero(batch.column("withdrawn").to_numpy(zero_copy_only=False))
        if len(rows):
            named = batch.select(["entry_id", *_SUREST_FIRST]).take(pa.array(rows)).to_pylist()
            for number, row in zip((rows + first).tolist(), named, strict=True):
                self._note(number, row)

    def reached(
        self, segments: Sequence[Segment], sources: Sequence[Source], name: str, withdrawn: Bits
    ) -> Iterator[I64]:
        """Numbers of the entries of the list of that name that are taken back, in portions, some more than once."""
        if self._by_id or self._by_hash:
            for segment in segments:
                for numbers in self._by_ids(segment):
                    ours = numbers[_given_by(name, numbers, sources) & ~withdrawn.of(numbers)]
                    yield self._named(segment, ours)
                for numbers in self._by_hashes(segment):
                    yield numbers[_given_by(name, numbers, sources)]

    @property
    def warnings(self) -> list[str]:
        """What is doubtful about what was reached, as sentences."""
        found = []
        if self._by_id_alone:
            found.append(
                f"{self._by_id_alone:,} entries were taken back by their id alone: the list states no hash by which "
                "to check that the same file is meant."
            )
        if self._of_other_files:
            found.append(
                f"{self._of_other_files:,} entries have the id of an entry that the list takes back, but another hash. "
                "They stand: it is another file's id."
            )
        return found

    def _note(self, number: int, row: dict[str, str | bytes | None]) -> None:
        self.numbers.append(number)
        hashes = {kind: value for kind in _SUREST_FIRST if isinstance(value := row[kind], bytes)}
        if isinstance(row["entry_id"], str):
            self._by_id.setdefault(row["entry_id"], []).append(_Stone(number, hashes))
            return
        for kind, value in hashes.items():
            if len(value) == WIDTHS[kind]:
                self._by_hash.setdefault(kind, {})[value] = number  # the last one reaches all that others reach
                return

    def _by_ids(self, segment: Segment) -> Iterator[I64]:
        """Entries that have the id of a tombstone."""
        if self._by_id:
            ids = pa.array(self._by_id.keys(), pa.string())
            for first, batch in segment.batches(["entry_id"]):
                yield first + np.flatnonzero(pc.is_in(batch.column("entry_id"), ids).to_numpy(zero_copy_only=False))

    def _named(self, segment: Segment, numbers: I64) -> I64:
        """Those of the entries that a tombstone behind them means."""
        if not len(numbers):
            return numbers
        rows = segment.take(numbers, ["entry_id", "withdrawn", *_SUREST_FIRST]).to_pylist()
        meant = [not row["withdrawn"] and self._means(number, row) for number, row in zip(numbers, rows, strict=True)]
        named: I64 = numbers[np.array(meant, bool)]
        return named

    def _means(self, number: int, row: dict[str, Any]) -> bool:
        agreed = {stone.agrees(row) for stone in self._by_id[row["entry_id"]] if stone.number > number}
        if True not in agreed:
            self._by_id_alone += None in agreed
            self._of_other_files += agreed == {False}
        return bool(agreed - {False})

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
