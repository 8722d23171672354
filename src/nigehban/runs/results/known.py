"""``known.parquet``: one row a hash of a file and an entry of a set that has it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nigehban.runs.arrays import taken
from nigehban.runs.corpus import Corpus
from nigehban.runs.recognition import Recognition
from nigehban.runs.recognition.telling import pointers_of
from nigehban.runs.results.arrow import Indexes, blocks
from nigehban.runs.results.schemas import KNOWN, TEXT


def known_blocks(corpus: Corpus, known: Recognition) -> Iterator[pa.Table]:
    """The rows in the order of the entries found, block by block; files that are nobody's have no referral."""
    found, key = known.found, known.found.column("key").to_numpy()
    order = np.argsort(key, kind="stable")
    for hashes, beside in ((known.held.key, False), (known.nobodys.key, True)):
        first, stop = (np.searchsorted(key[order], hashes, side) for side in ("left", "right"))
        counts = stop - first
        ends = np.cumsum(counts)
        for block in blocks(int(ends[-1]) if len(ends) else 0):
            place = np.arange(block.start, block.stop)
            at = np.searchsorted(ends, place, side="right")
            entry = order[first[at] + place - (ends[at] - counts[at])]
            whose = _nobodys(known, at) if beside else _owned(corpus, known, at)
            told = [taken(found.column(name), entry) for name in KNOWN.names[len(whose) :]]
            yield pa.Table.from_arrays([*whose, *told], schema=KNOWN)


def _owned(corpus: Corpus, known: Recognition, hashes: Indexes) -> list[pa.Array]:
    row, beside = known.held.row[hashes], known.held.beside[hashes]
    return [
        taken(corpus.referrals.column("referral"), row),
        taken(corpus.referrals.column("source_sha256"), row),
        pa.array(pointers_of(corpus, known, hashes), TEXT),
        _paths(known, beside),
    ]


def _nobodys(known: Recognition, hashes: Indexes) -> list[pa.Array]:
    return [*(pa.nulls(len(hashes), TEXT) for _ in range(3)), _paths(known, known.nobodys.row[hashes])]


def _paths(known: Recognition, media: NDArray[np.int64]) -> pa.Array:
    paths = known.media.column("path").combine_chunks()
    return paths.take(pa.array(np.maximum(media, 0), mask=media < 0))
