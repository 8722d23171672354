"""Asking a generation: which entries have one of these hashes, or one that is near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from nigehban.known.arrays import U8, Flags
from nigehban.known.generations import Generation
from nigehban.known.near import DEFAULT_RADIUS
from nigehban.known.segments import WIDTHS, Hits

_MOST_SORTED: Final = 1 << 20
"""Hits that are sorted together: an answer of any size takes bounded memory."""


def match(
    generation: Generation,
    algorithm: str,
    hashes: U8,
    *,
    radius: int = DEFAULT_RADIUS,
    near: Flags | None = None,
    include_withdrawn: bool = False,
    threads: int = 1,
) -> Iterator[Hits]:
    """Every entry with one of the hashes, (queries, width) of uint8; for PDQ also those up to ``radius`` bits away.

    ``near`` says which queries are good enough for near search (all, unless told). Hits come in blocks, each sorted by
    query, distance and entry; an answer of up to a million hits is one block. Entries that were taken back, or whose
    source was, are left out unless ``include_withdrawn``. Raises ``ValueError`` for an algorithm that is not looked up
    and for hashes of another shape, ``RadiusError``, ``KeyFileError`` and ``DamagedError``.
    """
    if algorithm not in WIDTHS:
        raise ValueError(f"{algorithm!r} is not looked up; known are {', '.join(WIDTHS)}")
    wanted = np.ones(len(hashes), bool) if near is None else near
    found = _found(generation, algorithm, hashes, radius if algorithm == "pdq" else 0, wanted, threads)
    for block in _gathered(found):
        kept = block if include_withdrawn else _standing(generation, block)
        if len(kept.query):
            yield kept


def _found(
    generation: Generation, algorithm: str, hashes: U8, radius: int, near: Flags, threads: int
) -> Iterator[Hits]:
    asked = np.flatnonzero(near)
    for segment in generation.searched:
        yield from segment.find(algorithm, hashes)
        if radius and len(asked):
            for hits in segment.find_near(hashes[asked], radius, threads=threads):
                yield hits._replace(query=asked[hits.query])


def _gathered(parts: Iterable[Hits]) -> Iterator[Hits]:
    """Blocks put together while they fit into memory, sorted."""
    waiting: list[Hits] = []
    for part in parts:
        if waiting and sum(len(one.query) for one in (*waiting, part)) > _MOST_SORTED:
            yield _sorted(waiting)
            waiting = []
        waiting.append(part)
    if waiting:
        yield _sorted(waiting)


def _sorted(parts: list[Hits]) -> Hits:
    together = Hits(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    order = np.lexsort((together.entry, together.distance, together.query))
    return Hits(*(column[order] for column in together))


def _standing(generation: Generation, hits: Hits) -> Hits:
    standing = ~generation.is_withdrawn(hits.entry)
    return Hits(*(column[standing] for column in hits))
