"""Node ids and where they stand: the numbering by ``node_id`` that makes results independent of arrival."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from nigehban.linking.columns import I32, U64, Index


@dataclass(frozen=True, slots=True)
class Directory:
    """``sorted_ids`` are the ids in ascending order, ``node`` which node has each: rank to node."""

    sorted_ids: U64
    node: Index

    @classmethod
    def of(cls, node_id: U64) -> Self:
        """A directory of these nodes; no id may stand twice."""
        node = np.argsort(node_id)
        return cls(node_id[node], node)

    def find(self, ids: U64) -> I32:
        """The node of each id, -1 where there is none."""
        if not len(self.sorted_ids):
            return np.full(len(ids), -1, "i4")
        place = np.minimum(np.searchsorted(self.sorted_ids, ids), len(self.sorted_ids) - 1)
        return np.where(self.sorted_ids[place] == ids, self.node[place], -1).astype("i4")

    def rank(self) -> I32:
        """The rank of every node by its id."""
        rank = np.empty(len(self.node), "i4")
        rank[self.node] = np.arange(len(self.node), dtype="i4")
        return rank
