"""Hashes looked up in sets: every entry of every source that has one of them, or one that is near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nigehban.known import ANSWER, Hits, answer, match
from nigehban.runs.recognition.hashes import Asked, Hashes
from nigehban.runs.recognition.sets import KnownSet

MOST_ENTRIES: Final = 20
"""So many entries of one set are named for one hash, the nearest first; ``nigehban known match`` names all."""

FOUND: Final = pa.schema([("key", pa.uint64()), ("set", pa.string()), ("entries", pa.int64()), *ANSWER])
"""One row a hash and entry. ``entries`` counts all entries of the set that the hash has, of which some are named."""


def look_up(hashes: Hashes, sets: Sequence[KnownSet], day: date, threads: int = 1) -> pa.Table:
    """What the sets know of the hashes (``FOUND``). Entries that were taken back are not among it.

    Sources whose terms ran out before the ``day`` are marked. Raises ``known.KnownError``.
    """
    parts = [FOUND.empty_table()]
    for asked in hashes.by_algorithm():
        for one in sets:
            if asked.algorithm in one.algorithms:
                parts += _of_set(asked, one, day, threads)
    return pa.concat_tables(parts)


def _of_set(asked: Asked, one: KnownSet, day: date, threads: int) -> Iterator[pa.Table]:
    entries = np.zeros(len(asked.key), np.int64)
    named = []
    for hits in match(one.generation, asked.algorithm, asked.data, near=asked.good, threads=threads):
        entries += np.bincount(hits.query, minlength=len(entries))
        named.append(_nearest([hits]))
    if named:
        yield _named(asked, one, _nearest(named), entries, day)


def _nearest(parts: Iterable[Hits]) -> Hits:
    """The first entries of each query by distance, then number."""
    joined = Hits(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    order = np.lexsort((joined.entry, joined.distance, joined.query))
    query = joined.query[order]
    order = order[np.arange(len(query)) - np.searchsorted(query, query) < MOST_ENTRIES]
    return Hits(*(column[order] for column in joined))


def _named(asked: Asked, one: KnownSet, hits: Hits, entries: NDArray[np.int64], day: date) -> pa.Table:
    """The rows of the table; names are made only of hashes that were found."""
    found, place = np.unique(hits.query, return_inverse=True)
    digits = [asked.data[query].tobytes().hex() for query in found]
    texts = [f"{asked.algorithm}:{each}" for each in digits]
    told = answer(
        one.generation, hits._replace(query=place), queries=texts, algorithm=asked.algorithm, hashes=digits, day=day
    )
    own = [pa.array(asked.key[hits.query]), pa.repeat(one.name, len(place)), pa.array(entries[hits.query])]
    return pa.Table.from_arrays([*own, *told.columns], schema=FOUND)
