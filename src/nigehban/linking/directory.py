"""Node ids and where they stand: the numbering by ``node_id`` that makes results independent of arrival."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nigehban.linking.columns import I32, U64, Columns


@dataclass(frozen=True, slots=True)
class Directory(Columns):
    """``sorted_ids`` are the ids in ascending order, ``node`` which node has each: rank to node."""

    sorted_ids: U64
    node: I32

    def extended(self, new: U64) -> Directory:
        """The directory with further nodes behind those that are there; no id may stand twice."""
        order = np.argsort(new)
        place = np.searchsorted(self.sorted_ids, new[order])
        node = (order + len(self)).astype("i4")
        return Directory(np.insert(self.sorted_ids, place, new[order]), np.insert(self.node, place, node))

    def find(self, ids: U64) -> I32:
        """The node of each id, -1 where there is none."""
        if not len(self):
            return np.full(len(ids), -1, "i4")
        place = np.minimum(np.searchsorted(self.sorted_ids, ids), len(self) - 1)
        return np.where(self.sorted_ids[place] == ids, self.node[place], -1).astype("i4")

    def rank(self) -> I32:
        """The rank of every node by its id."""
        rank = np.empty(len(self), "i4")
        rank[self.node] = np.arange(len(self), dtype="i4")
        return rank
