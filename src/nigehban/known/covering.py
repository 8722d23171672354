"""Which keys are looked up, and when those of several deliveries are merged into one.

Eight of like size at the end are: so a delivery is merged again only when eight times as much has come, and a set that
gets a little every day for years is asked some dozen times for each query, not a thousand times.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nigehban.known.manifest import SegmentRecord

FANOUT: Final = 8
MOST: Final = 1 << 20
"""Entries that are merged at most: they are sorted in memory."""
_BITS: Final = FANOUT.bit_length() - 1


def searched(segments: Sequence[SegmentRecord], merged: Sequence[SegmentRecord]) -> list[SegmentRecord]:
    """What is to be asked so that every entry is asked once: merged keys, and segments that no merged keys cover."""
    alone = [one for one in segments if not any(whole.first <= one.first < stop_of(whole) for whole in merged)]
    return sorted((*merged, *alone), key=lambda one: one.first)


def due(records: Sequence[SegmentRecord]) -> Sequence[SegmentRecord]:
    """Those at the end that are to be merged now, if any."""
    sizes, count = [record.entries for record in records], 1
    while (joined := _joined(sizes)) is not None:
        count += len(sizes) - len(joined)
        sizes = joined
    return records[-count:] if count > 1 else ()


def stop_of(record: SegmentRecord) -> int:
    """The number after its last entry."""
    return record.first + record.entries


def _joined(sizes: list[int]) -> list[int] | None:
    """The sizes after the smallest merge at the end that is due; ``None`` when none is."""
    for size in sorted({_size(each) for each in sizes}):
        begin = len(sizes)
        while begin and _size(sizes[begin - 1]) <= size and sum(sizes[begin - 1 :]) <= MOST:
            begin -= 1
        if sum(_size(each) == size for each in sizes[begin:]) >= FANOUT:
            return [*sizes[:begin], sum(sizes[begin:])]
    return None


def _size(entries: int) -> int:
    return entries.bit_length() // _BITS
