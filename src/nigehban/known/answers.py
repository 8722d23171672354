"""Hits as a table that a court can repeat: the query, the entry, who gave it, and the generation that was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa

from nigehban.known.generations import Generation
from nigehban.known.segments import Hits
from nigehban.known.sources import Source
from nigehban.records.known import FLAGS

ANSWER: Final = pa.schema(
    [
        ("query", pa.string()),
        ("algorithm", pa.string()),
        ("method", pa.string()),
        ("distance", pa.int32()),
        ("entry", pa.int64()),
        ("source", pa.string()),
        ("category", pa.string()),
        ("scheme", pa.string()),
        ("generation", pa.int64()),
        ("withdrawn", pa.bool_()),
        ("hash", pa.string()),
        ("source_number", pa.int32()),
        ("scheme_version", pa.string()),
        ("expired", pa.bool_()),
        ("entry_id", pa.string()),
        ("series", pa.string()),
        *((flag, pa.bool_()) for flag in FLAGS),
        ("manifest", pa.string()),
    ]
)
"""One row a query and entry. ``method`` is ``exact`` (equal hashes) or ``near``; ``distance`` counts bits that differ.

``entry`` is the entry's number in the set, the same in every generation; ``entry_id`` is what its source calls it.
``source`` names the list, ``source_number`` the delivery. ``generation`` and the SHA-256 of its ``manifest`` say what
was asked. ``hash`` is the query's, in hexadecimal. Flags are null where the source does not state them.
"""
_OF_THE_ENTRY: Final = ("category", "entry_id", "series", *FLAGS)


def answer(
    generation: Generation, hits: Hits, *, queries: Sequence[str], algorithm: str, hashes: Sequence[str], day: date
) -> pa.Table:
    """The hits (at least one) as a table (``ANSWER``), in their order.

    ``queries`` and ``hashes`` are the names and the hexadecimal hashes of all queries; sources whose terms ran out
    before the ``day`` are marked.
    """
    taken = generation.take(hits.entry, _OF_THE_ENTRY)
    source_of = generation.sources_of(hits.entry)
    rows = len(hits.query)

    def told(column: Callable[[Source], object], kind: pa.DataType) -> pa.Array:
        values = pa.array([column(source) for source in generation.sources], kind)
        return values.take(pa.array(source_of))

    columns: dict[str, Any] = {
        "query": pa.array(queries, pa.string()).take(pa.array(hits.query)),
        "algorithm": pa.repeat(algorithm, rows),
        "method": pa.array(["exact", "near"]).take(pa.array((hits.distance > 0).astype(np.int8))),
        "distance": pa.array(hits.distance.astype(np.int32)),
        "entry": pa.array(hits.entry),
        "source": told(lambda source: source.stated.name, pa.string()),
        "scheme": told(lambda source: source.stated.scheme, pa.string()),
        "generation": pa.repeat(pa.scalar(generation.number, pa.int64()), rows),
        "withdrawn": pa.array(generation.is_withdrawn(hits.entry)),
        "hash": pa.array(hashes, pa.string()).take(pa.array(hits.query)),
        "source_number": told(lambda source: source.id, pa.int32()),
        "scheme_version": told(lambda source: source.stated.scheme_version, pa.string()),
        "expired": told(lambda source: source.is_expired(day), pa.bool_()),
        "manifest": pa.repeat(generation.digest, rows),
        **{name: taken.column(name) for name in _OF_THE_ENTRY},
    }
    return pa.table([columns[name] for name in ANSWER.names], schema=ANSWER)
