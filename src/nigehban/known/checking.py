"""Whether the files of a generation mean what they must: keys in order, every key leading to an entry that is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import orjson

from nigehban.known.arrays import U8
from nigehban.known.errors import KnownError
from nigehban.known.exact.index import KIND
from nigehban.known.folder import LIST, WITHDRAWN, generation_path
from nigehban.known.generations import Generation
from nigehban.known.merging import Pairs, together
from nigehban.known.near import NearIndex
from nigehban.known.postings import Postings
from nigehban.known.sections import open_sections
from nigehban.known.segments import ENTRIES, NEAR, Segment

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it has to be: which file (relative to the set), and what is wrong with it."""

    file: str
    reason: str


def content_problems(generation: Generation) -> Iterator[Problem]:
    """What is wrong with a generation whose files are as they were signed."""
    first = 0
    for segment in generation.segments:
        if segment.record.first != first:
            yield Problem(segment.record.folder, f"its entries begin at {segment.record.first:,}, not at {first:,}")
        first = segment.stop
        yield from _entry_problems(segment)
        yield from _keys_problems(generation, segment)
    if first != generation.manifest.entries:
        yield Problem(generation_path(generation.number), f"has {first:,} entries, not {generation.manifest.entries:,}")
    yield from _merged_problems(generation)
    yield from _list_problems(generation)


def _merged_problems(generation: Generation) -> Iterator[Problem]:
    """Merged keys say what the keys of the segments say that they cover, each of which is covered once."""
    before = 0
    for record in generation.manifest.merged:
        whole = Segment(generation.root, record)
        parts = [one for one in generation.segments if record.first <= one.record.first < whole.stop]
        if record.first < before or not parts or (parts[0].record.first, parts[-1].stop) != (record.first, whole.stop):
            yield Problem(record.folder, "its keys do not cover whole segments, each once")
            return
        before = whole.stop
        yield from _keys_problems(generation, whole)
        for name in sorted({name for part in (whole, *parts) for name in part.record.keys}):
            try:
                same = name in record.keys and _same(together([whole], name), together(parts, name))
            except (KnownError, ValueError) as error:
                yield Problem(f"{record.folder}/{name}", str(error))
                continue
            if not same:
                yield Problem(f"{record.folder}/{name}", "does not hold the hashes of the segments that it covers")


def _same(one: Pairs, other: Pairs) -> bool:
    return np.array_equal(one.entries, other.entries) and np.array_equal(one.hashes, other.hashes)


def _list_problems(generation: Generation) -> Iterator[Problem]:
    folder = generation_path(generation.number)
    try:
        if generation.withdrawn.count() != generation.manifest.withdrawn:
            yield Problem(f"{folder}/{WITHDRAWN}", "does not mark as many entries as the manifest says")
        if sum(source.entries for source in generation.sources) != generation.manifest.entries:
            yield Problem(folder, "its sources do not account for all of its entries")
        for source in generation.sources:
            orjson.loads((generation.root / generation_path(source.generation) / LIST).read_bytes())
    except (KnownError, OSError, ValueError) as error:
        yield Problem(folder, str(error))


def _entry_problems(segment: Segment) -> Iterator[Problem]:
    try:
        for _ in segment.batches():  # each portion is checked while it is read
            pass
    except KnownError as error:
        yield Problem(f"{segment.record.folder}/{ENTRIES}", str(error))


def _keys_problems(generation: Generation, segment: Segment) -> Iterator[Problem]:
    folder = segment.record.folder
    for name in segment.record.keys:
        path = generation.root / folder / f"{name}.keys"
        try:
            if name == NEAR:
                rows = len(NearIndex.open(path.with_name(NEAR)))
            else:
                postings = Postings.of_file(open_sections(path, KIND), path)
                rows = len(postings.rows)
                yield from (Problem(f"{folder}/{name}.keys", reason) for reason in _key_problems(postings))
            entries = np.memmap(path.with_name(f"{name}.entries"), "<u4", "r")
        except (KnownError, OSError, ValueError) as error:
            yield Problem(f"{folder}/{name}", str(error))
            continue
        if len(entries) != rows or int(entries.max(initial=0)) >= max(segment.record.entries, 1):
            yield Problem(f"{folder}/{name}.entries", "leads to entries that are not there")


def _key_problems(postings: Postings) -> Iterator[str]:
    keys, starts, rows = postings.keys, postings.starts, postings.rows
    if not all(_ascend(keys[at : at + _BLOCK + 1]) for at in range(0, len(keys), _BLOCK)):
        yield "its keys are not in order"
    if int(starts[0]) != 0 or int(starts[-1]) != len(rows) or (starts[1:] <= starts[:-1]).any():
        yield "its keys do not share its rows among them"
    if int(rows.max(initial=0)) >= max(len(rows), 1):
        yield "its keys lead to rows that are not there"


def _ascend(keys: U8) -> bool:
    """Whether each key is greater than the one before it, byte by byte."""
    apart = keys[1:] != keys[:-1]
    place = apart.argmax(axis=1)
    each = np.arange(len(apart))
    return bool((keys[1:][each, place] > keys[:-1][each, place]).all())
