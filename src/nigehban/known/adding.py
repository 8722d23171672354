"""Adding a delivery to a set: one more generation, or nothing when the same file came before.

What earlier generations hold is named by the new one, never copied and never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np

from nigehban.known.bits import Bits
from nigehban.known.building import SegmentWriter
from nigehban.known.drafting import Draft, check_key
from nigehban.known.folder import LIST, REJECTED, SEGMENT, has_set
from nigehban.known.generations import Generation, open_current
from nigehban.known.jsonl import json_line
from nigehban.known.manifest import SegmentRecord, utc_text
from nigehban.known.publishing import publish, writing
from nigehban.known.segments import Segment
from nigehban.known.signing import SigningKey
from nigehban.known.sources import Original, Source, Stated, delivered_before
from nigehban.known.withdrawals import Tombstones
from nigehban.records.known import KnownList, Rejected

_SHOWN: Final = 20
_OF_THE_LIST: Final = ("scheme", "counted", "version", "profile", "stated", "frame", "warnings")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a delivery.

    ``repeats``: the same file came before, as ``source``, and nothing was added. ``warnings`` are about the list as a
    whole and what it takes back, ``first_rejected`` a few of the rows that the generation's ``rejected.jsonl`` lists.
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
            check_key(before, key)
        draft = Draft(root, aside, before)
        came = _take(draft, listed, advance)
        unchanged()
        source = _source(draft, came, _completed(stated, listed), original, utc_text(now))
        sources = [*draft.sources, source]
        withdrawn = _withdrawn(draft, came, sources)
        segments = [*draft.segments, came.segment]
        publish(root, aside, draft.finish(sources, segments, withdrawn, key=key, now=source.received_at), key.public)
    warnings = [*listed.warnings, *came.tombstones.warnings]
    return Added(open_current(root), source, warnings=warnings, first_rejected=came.first_rejected)


@dataclass(slots=True)
class _Came:
    """What a list held."""

    segment: SegmentRecord
    tombstones: Tombstones
    rejected: int
    first_rejected: list[Rejected]


def _take(draft: Draft, listed: KnownList, advance: Callable[[int], None]) -> _Came:
    """Write entries and what was rejected, as they come, and what the list says of itself."""
    folder, tombstones, rejected, first = draft.aside / SEGMENT, Tombstones(), 0, list[Rejected]()
    folder.mkdir()
    with SegmentWriter(folder) as segment, (draft.aside / REJECTED).open("xb") as rejects:
        for portion in listed.portions:
            tombstones.gather(draft.first + segment.entries, portion.entries)
            segment.add(portion.entries)
            rejects.writelines(map(_rejected_line, portion.rejected))
            rejected += len(portion.rejected)
            first += portion.rejected[: _SHOWN - len(first)]
            advance(portion.entries.num_rows)
        keys = segment.finish()
    kept = {name: getattr(listed, name) for name in _OF_THE_LIST}
    (draft.aside / LIST).write_bytes(json_line(kept))
    record = SegmentRecord(draft.final(SEGMENT), draft.first, segment.entries, keys)
    return _Came(record, tombstones, rejected, first)


def _source(draft: Draft, came: _Came, stated: Stated, original: Original, now: str) -> Source:
    return Source(
        id=len(draft.sources) + 1,
        generation=draft.number,
        stated=stated,
        original=original,
        received_at=now,
        first=came.segment.first,
        entries=came.segment.entries,
        withdrawals=len(came.tombstones.numbers),
        rejected=came.rejected,
    )


def _withdrawn(draft: Draft, came: _Came, sources: Sequence[Source]) -> Bits:
    """What was taken back before, what these tombstones reach (here too), and the tombstones themselves."""
    segments = [Segment(draft.root, record) for record in (*draft.segments, draft.here(came.segment))]
    withdrawn = draft.withdrawn.grown(segments[-1].stop)
    for numbers in came.tombstones.reached(segments, sources, sources[-1].stated.name, withdrawn):
        withdrawn.raise_for(numbers)
    withdrawn.raise_for(np.array(came.tombstones.numbers, np.int64))
    return withdrawn


def _completed(stated: Stated, listed: KnownList) -> Stated:
    """What the list says of its own scheme stands where nobody stated another."""
    if stated.scheme is not None:
        return stated
    own = " ".join(filter(None, (listed.scheme, listed.profile)))
    return replace(stated, scheme=own or None, scheme_version=stated.scheme_version or listed.version)


def _rejected_line(rejected: Rejected) -> bytes:
    return json_line({name: value for name, value in asdict(rejected).items() if value is not None})
