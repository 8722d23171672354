"""Adding a delivery to a set: one more generation, or nothing when the same file came before.

What earlier generations hold is named by the new one, never copied and never changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
import orjson

from nigehban.known.bits import Bits
from nigehban.known.building import SegmentWriter
from nigehban.known.errors import SignerError
from nigehban.known.folder import (
    LIST,
    MANIFEST,
    REJECTED,
    SEGMENT,
    SOURCES,
    WITHDRAWN,
    Pointer,
    generation_path,
    has_set,
)
from nigehban.known.generations import Generation, open_current
from nigehban.known.manifest import FileRecord, Manifest, SegmentRecord, digest_of, record_of, utc_text
from nigehban.known.publishing import publish, writing
from nigehban.known.segments import WIDTHS, Segment
from nigehban.known.signing import SigningKey
from nigehban.known.sources import Original, Source, Stated, delivered_before, write_sources
from nigehban.known.withdrawals import Tombstones
from nigehban.records.known import KnownList, Rejected

_SHOWN: Final = 20
_OF_THE_LIST: Final = ("scheme", "counted", "version", "profile", "stated", "frame", "warnings")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a delivery.

    ``repeats``: the same file came before, as ``source``, and nothing was added. ``warnings`` are about the list as a
    whole, ``first_rejected`` a few of the rows that the generation's ``rejected.jsonl`` lists.
    """

    generation: Generation
    source: Source
    repeats: bool = False
    warnings: Sequence[str] = ()
    first_rejected: Sequence[Rejected] = ()

    @property
    def rejected(self) -> Path:
        """The file that lists all rows and values that were not taken."""
        return self.generation.folder / REJECTED


def add(
    root: Path,
    listed: KnownList,
    stated: Stated,
    original: Original,
    *,
    key: SigningKey,
    now: datetime,
    advance: Callable[[int], None] = lambda _: None,
    unchanged: Callable[[], None] = lambda: None,
) -> Added:
    """Publish a generation with the entries of a list; ``advance`` is told how many came.

    ``unchanged`` is called when all was read and raises if the original is no longer what it was. Nothing is published
    then, nor when the list cannot be read on. Raises ``KnownError`` and whatever ``listed.portions`` raises.
    """
    has_set(root)
    with writing(root) as aside:
        before = open_current(root) if has_set(root) else None
        if before:
            repeated = delivered_before(before.sources, stated.name, original.sha256)
            if repeated:
                return Added(before, repeated, repeats=True)
            _check_key(before, key, root)
        draft = _Draft(root, aside, before, stated.name)
        draft.take(listed, advance)
        unchanged()
        pointer = draft.finish(listed, stated, original, key, utc_text(now))
        publish(root, aside, pointer, key.public)
    current = open_current(root)
    return Added(current, current.sources[-1], warnings=listed.warnings, first_rejected=draft.first_rejected)


class _Draft:
    """A generation while it is written aside."""

    def __init__(self, root: Path, aside: Path, before: Generation | None, name: str) -> None:
        self._root = root
        self._aside = aside
        self._name = name
        self._number = before.number + 1 if before else 1
        self._parent = before.as_parent if before else None
        self._carried = _carried(before.manifest) if before else {}
        self._segments = list(before.manifest.segments) if before else []
        self._sources = list(before.sources) if before else []
        self._withdrawn = before.withdrawn if before else Bits(np.zeros(0, np.uint8))
        self._first = before.manifest.entries if before else 0
        self._tombstones = Tombstones()
        self._rejected = 0
        self.first_rejected: list[Rejected] = []

    def take(self, listed: KnownList, advance: Callable[[int], None]) -> None:
        """Write entries and what was rejected, as they come."""
        folder = self._aside / SEGMENT
        folder.mkdir()
        with SegmentWriter(folder) as segment, (self._aside / REJECTED).open("xb") as rejected:
            for portion in listed.portions:
                self._tombstones.gather(self._first + segment.entries, portion.entries)
                segment.add(portion.entries)
                rejected.writelines(map(_rejected_line, portion.rejected))
                self._rejected += len(portion.rejected)
                self.first_rejected += portion.rejected[: _SHOWN - len(self.first_rejected)]
                advance(portion.entries.num_rows)
            keys = segment.finish()
        self._segments.append(SegmentRecord(self._final(SEGMENT), self._first, segment.entries, keys))

    def finish(self, listed: KnownList, stated: Stated, original: Original, key: SigningKey, now: str) -> Pointer:
        """Write what stands beside the entries, the manifest last; what the pointer is to say."""
        self._sources.append(
            Source(
                id=len(self._sources) + 1,
                generation=self._number,
                stated=_completed(stated, listed),
                original=original,
                received_at=now,
                first=self._first,
                entries=self._segments[-1].entries,
                withdrawals=len(self._tombstones.numbers),
                rejected=self._rejected,
            )
        )
        write_sources(self._aside / SOURCES, self._sources)
        kept = {name: getattr(listed, name) for name in _OF_THE_LIST}
        (self._aside / LIST).write_bytes(orjson.dumps(kept, option=orjson.OPT_APPEND_NEWLINE))
        self._withdraw()
        self._withdrawn.write(self._aside / WITHDRAWN)
        data = self._manifest(key, now).signed(key)
        (self._aside / MANIFEST).write_bytes(data)
        return Pointer(self._number, digest_of(data))

    def _withdraw(self) -> None:
        """Mark what the tombstones reach, in earlier segments and in this one, and the tombstones themselves."""
        added = replace(self._segments[-1], folder=str((self._aside / SEGMENT).relative_to(self._root)))
        segments = [Segment(self._root, record) for record in (*self._segments[:-1], added)]
        self._withdrawn = self._withdrawn.grown(segments[-1].stop)
        for numbers in self._tombstones.reached(segments, self._sources, self._name):
            self._withdrawn.raise_for(numbers)
        self._withdrawn.raise_for(np.array(self._tombstones.numbers, np.int64))

    def _manifest(self, key: SigningKey, now: str) -> Manifest:
        by_source: Counter[str] = Counter()
        by_algorithm: Counter[str] = Counter()
        for source in self._sources:
            by_source[source.stated.name] += source.entries
        for segment in self._segments:
            by_algorithm.update({name: count for name, count in segment.keys.items() if name in WIDTHS})
        return Manifest(
            generation=self._number,
            parent=self._parent,
            created=now,
            entries=self._first + self._segments[-1].entries,
            withdrawn=self._withdrawn.count(),
            entries_by_source=dict(by_source),
            hashes_by_algorithm=dict(by_algorithm),
            segments=tuple(self._segments),
            files={**self._carried, **self._written()},
            public_key=key.public,
        )

    def _written(self) -> dict[str, FileRecord]:
        paths = sorted(path for path in self._aside.rglob("*") if path.is_file())
        return {self._final(str(path.relative_to(self._aside))): record_of(path) for path in paths}

    def _final(self, name: str) -> str:
        return f"{generation_path(self._number)}/{name}"


def _carried(manifest: Manifest) -> dict[str, FileRecord]:
    """What a generation needs of those before it: all but the cumulative files, which it has of its own."""
    return {path: record for path, record in manifest.files.items() if not path.endswith((SOURCES, WITHDRAWN))}


def _completed(stated: Stated, listed: KnownList) -> Stated:
    """What the list says of its own scheme stands where nobody stated another."""
    own = " ".join(filter(None, (listed.scheme, listed.profile)))
    if stated.scheme is not None:
        return stated
    return replace(stated, scheme=own or None, scheme_version=stated.scheme_version or listed.version)


def _check_key(before: Generation, key: SigningKey, root: Path) -> None:
    if before.manifest.public_key != key.public:
        raise SignerError(
            f"{root} is signed by the key {before.manifest.public_key[:16]}…, this one is {key.public[:16]}…. "
            "Import with the key of the set (--key), or make a set of your own."
        )


def _rejected_line(rejected: Rejected) -> bytes:
    told = {name: _writable(value) for name, value in asdict(rejected).items() if value is not None}
    return orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE)


def _writable(value: object) -> object:
    """Text with half characters, which UTF-8 cannot hold, escaped."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
