"""What every new generation needs, whatever it adds: the cumulative files, and the manifest last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from nigehban.known.bits import Bits
from nigehban.known.covering import due, searched
from nigehban.known.errors import SignerError
from nigehban.known.folder import MANIFEST, MERGED, SEGMENT, SOURCES, WITHDRAWN, Pointer, generation_path
from nigehban.known.generations import Generation
from nigehban.known.manifest import FileRecord, Manifest, SegmentRecord, digest_of, record_of
from nigehban.known.merging import merge
from nigehban.known.segments import WIDTHS
from nigehban.known.signing import SigningKey
from nigehban.known.sources import Source, write_sources


@dataclass(frozen=True, slots=True)
class Draft:
    """A generation that is being written into the folder ``aside``, to follow on ``before``."""

    root: Path
    aside: Path
    before: Generation | None

    @property
    def number(self) -> int:
        """The number that it will have."""
        return self.before.number + 1 if self.before else 1

    @property
    def first(self) -> int:
        """The number of the first entry that it may add."""
        return self.before.manifest.entries if self.before else 0

    @property
    def sources(self) -> list[Source]:
        """The sources up to now."""
        return list(self.before.sources) if self.before else []

    @property
    def segments(self) -> list[SegmentRecord]:
        """The segments up to now."""
        return list(self.before.manifest.segments) if self.before else []

    @property
    def withdrawn(self) -> Bits:
        """What was taken back up to now."""
        return self.before.withdrawn if self.before else Bits(np.zeros(0, np.uint8))

    def final(self, name: str) -> str:
        """Where a file of it will lie, relative to the set."""
        return f"{generation_path(self.number)}/{name}"

    def finish(
        self,
        sources: Sequence[Source],
        segments: Sequence[SegmentRecord],
        withdrawn: Bits,
        *,
        key: SigningKey,
        now: str,
    ) -> Pointer:
        """Write what stands beside the entries, and the manifest; what the pointer is to say."""
        write_sources(self.aside / SOURCES, sources)
        withdrawn.write(self.aside / WITHDRAWN)
        data = self._manifest(sources, segments, self._merged(segments), withdrawn, key, now).signed(key)
        (self.aside / MANIFEST).write_bytes(data)
        return Pointer(self.number, digest_of(data))

    def here(self, record: SegmentRecord) -> SegmentRecord:
        """A segment, with the folder where it lies until the generation is published."""
        if record.folder != self.final(SEGMENT):
            return record
        return replace(record, folder=str((self.aside / SEGMENT).relative_to(self.root)))

    def _merged(self, segments: Sequence[SegmentRecord]) -> list[SegmentRecord]:
        """Merged keys up to now, with those that are due by now."""
        before = list(self.before.manifest.merged) if self.before else []
        parts = due(searched(segments, before))
        if not parts:
            return before
        made = merge(self.root, [self.here(part) for part in parts], self.aside / MERGED, self.final(MERGED))
        return [*(one for one in before if one.first < made.first), made]

    def _manifest(
        self,
        sources: Sequence[Source],
        segments: Sequence[SegmentRecord],
        merged: Sequence[SegmentRecord],
        withdrawn: Bits,
        key: SigningKey,
        now: str,
    ) -> Manifest:
        by_source: Counter[str] = Counter()
        by_algorithm: Counter[str] = Counter()
        for source in sources:
            by_source[source.stated.name] += source.entries
        for segment in segments:
            by_algorithm.update({name: count for name, count in segment.keys.items() if name in WIDTHS})
        return Manifest(
            generation=self.number,
            parent=self.before.as_parent if self.before else None,
            created=now,
            entries=sum(segment.entries for segment in segments),
            withdrawn=withdrawn.count(),
            entries_by_source=dict(by_source),
            hashes_by_algorithm=dict(by_algorithm),
            segments=tuple(segments),
            files={**self._carried(merged), **self._written()},
            public_key=key.public,
            merged=tuple(merged),
        )

    def _carried(self, merged: Sequence[SegmentRecord]) -> dict[str, FileRecord]:
        """What it needs of those before it: all but the cumulative files and keys that were merged anew."""
        files = self.before.manifest.files if self.before else {}
        stale = {one.folder for one in self.before.manifest.merged} if self.before else set()
        stale -= {one.folder for one in merged}
        return {
            path: record
            for path, record in files.items()
            if not path.endswith((SOURCES, WITHDRAWN)) and path.rpartition("/")[0] not in stale
        }

    def _written(self) -> dict[str, FileRecord]:
        paths = sorted(path for path in self.aside.rglob("*") if path.is_file())
        return {self.final(path.relative_to(self.aside).as_posix()): record_of(path) for path in paths}


def check_key(before: Generation, key: SigningKey) -> None:
    """Raise ``SignerError`` unless the key is the one that the set is signed by."""
    if before.manifest.public_key != key.public:
        raise SignerError(
            f"{before.root} is signed by the key {before.manifest.public_key[:16]}…, this one is {key.public[:16]}…. "
            "Use the key of the set (--key), or make a set of your own."
        )
