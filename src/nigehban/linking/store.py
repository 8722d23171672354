"""All rows ever given, in chunks: the first is large, later ones are added beside it and joined when they are many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Self
from zlib import crc32

import numpy as np

from nigehban.linking.columns import U64, Flags
from nigehban.linking.keysets import contained, repeated
from nigehban.linking.rows import LINKS, Rows, has

_MOST_CHUNKS = 12


class Selected(NamedTuple):
    """Some rows; ``fresh`` marks those of the last chunk."""

    rows: Rows
    fresh: Flags


@dataclass(frozen=True, slots=True)
class Store:
    """``chunks`` in the order in which they came, the last being added; ``names`` tell them apart on disk."""

    chunks: tuple[Rows, ...] = ()
    names: tuple[str, ...] = ()

    def add(self, rows: Rows) -> Self:
        """The store with one more chunk; the small ones become one when there are too many."""
        chunks, names = self.chunks, self.names
        if len(chunks) >= _MOST_CHUNKS:
            keep = 1 if 8 * sum(len(each) for each in chunks[1:]) < len(chunks[0]) else 0
            joined = Rows.join(chunks[keep:])
            chunks, names = (*chunks[:keep], joined), (*names[:keep], _name(joined))
        return type(self)((*chunks, rows), (*names, _name(rows)))

    def with_keys(self, keys: U64) -> Selected:
        """The linking rows with one of these keys."""
        return self._select([contained(each.key, keys) & has(each.flags, LINKS) for each in self.chunks])

    def repeated(self) -> Selected:
        """All linking rows but (most of) those whose key no other row has: what there is to link from nothing."""
        masks = [has(each.flags, LINKS) for each in self.chunks]
        if len(masks) == 1:
            masks[0] &= repeated(self.chunks[0].key)
        return self._select(masks)

    def of_nodes(self, nodes: Flags, marks: int) -> Selected:
        """The rows of these nodes (a mask) that carry one of these marks."""
        return self._select([has(each.flags, marks) & nodes[each.node] for each in self.chunks])

    def of_kind(self, nodes: Flags, kind: int) -> Rows:
        """The linking rows of one kind of these nodes."""
        masks = [(each.kind == kind) & has(each.flags, LINKS) & nodes[each.node] for each in self.chunks]
        return self._select(masks).rows

    def keys_of(self, nodes: Flags) -> U64:
        """The linking keys of these nodes, with repeats."""
        parts = [each.key[has(each.flags, LINKS) & nodes[each.node]] for each in self.chunks]
        return np.concatenate(parts)

    def _select(self, masks: list[Flags]) -> Selected:
        """The rows under the masks, one mask a chunk."""
        parts = [each.take(np.flatnonzero(mask)) for each, mask in zip(self.chunks, masks, strict=True)]
        fresh = np.zeros(sum(len(each) for each in parts), "?")
        fresh[len(fresh) - len(parts[-1]) :] = True
        return Selected(Rows.join(parts), fresh)


def _name(rows: Rows) -> str:
    """A name that changes with the content."""
    digest = 0
    for each in (rows.node, rows.key, rows.at, rows.flags, rows.origin):
        digest = crc32(np.ascontiguousarray(each).data, digest)
    return f"rows-{len(rows)}-{digest:08x}"
