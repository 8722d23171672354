"""What a near search found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from nigehban.known.arrays import I64, U8


@dataclass(frozen=True, slots=True)
class Matches:
    """Three columns of one length, sorted by query, then distance, then the bytes of the hash, then row.

    ``query``: number of the query; ``row``: number of the hash as it was given to ``write_near_index``;
    ``distance``: bits that differ.
    """

    query: I64
    row: I64
    distance: U8

    def __len__(self) -> int:
        """Pairs of a query and a row."""
        return len(self.row)

    @classmethod
    def together(cls, *parts: Self) -> Self:
        """Blocks that follow each other, as one."""
        empty = cls(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint8))
        columns = zip(*((one.query, one.row, one.distance) for one in (empty, *parts)), strict=True)
        return cls(*(np.concatenate(column) for column in columns))
