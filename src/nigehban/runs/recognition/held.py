"""Which hash which file of which referral has: stated by its sender, or made of what lay beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nigehban.identifiers import KINDS
from nigehban.runs.arrays import numbers, taken
from nigehban.runs.corpus import Corpus
from nigehban.runs.recognition.hashes import Hashes

I64 = NDArray[np.int64]
BESIDE = 1 << 20
"""Files that no document states are numbered from here on within their referral."""


@dataclass(frozen=True)
class Held:
    """One row a hash of a file. ``row`` is the corpus's referral row, ``file`` the file's number in it (-1: a hash in a
    text, of no file); ``mention`` is the row of ``corpus.mentions.table`` that states it, ``beside`` the row of the
    media table that it was made from; -1 where there is none."""

    row: I64
    file: I64
    key: NDArray[np.uint64]
    mention: I64
    beside: I64

    def __len__(self) -> int:
        return len(self.row)

    def take(self, rows: NDArray[np.generic]) -> Self:
        """These rows, by number or by mask."""
        return type(self)(*(getattr(self, field.name)[rows] for field in fields(self)))

    @classmethod
    def join(cls, parts: Sequence[Self]) -> Self:
        """The rows of all parts."""
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))


def stated_hashes(corpus: Corpus) -> Held:
    """Every hash that a kept document states and that means anything."""
    side = corpus.mentions
    of_files = (numbers(side.table, "kind") == KINDS["file_hash"].code) & (numbers(side.table, "key") != 0)
    mention = np.flatnonzero(of_files & (side.row >= 0))
    return Held(
        side.row[mention],
        numbers(side.table, "file")[mention].astype(np.int64),
        numbers(side.table, "key")[mention],
        mention,
        np.full(len(mention), -1, np.int64),
    )


def texts_of(corpus: Corpus, held: Held) -> Hashes:
    """The distinct hashes among what documents state."""
    key, first = np.unique(held.key, return_index=True)
    text = taken(corpus.mentions.table.column("value"), held.mention[first])
    return Hashes.of(key, text.cast(pa.string()), np.full(len(key), -1))
