"""What the reading units gave, taken together: referrals without repeats, their versions, and the rows behind them.

The same bytes twice are one document, wherever they lay. New content under a known id is a version; a *part* (a
platform's file details) adds to a referral and supersedes nothing. Tables stay mapped from disk: only columns that
are used come into memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import ipc

from nigehban.runs.arrays import numbers, seconds
from nigehban.runs.tables import SCHEMAS

Indexes = NDArray[np.int64]


@dataclass(frozen=True)
class Side:
    """A table whose rows belong to referral rows: ``row[i]`` is the corpus row of its i-th row, -1 if dropped."""

    table: pa.Table
    row: Indexes

    def kept(self) -> Indexes:
        """The positions of the rows that belong to a kept referral row."""
        return np.flatnonzero(self.row >= 0)


@dataclass(frozen=True)
class Corpus:
    """Referral rows (one a referral and document), and what hangs on them.

    ``node`` numbers the referrals: rows of one id share it, in the order of ``node_ids`` (ascending). ``version``
    counts from 1 by the sender's time, then by the document's digest. ``current[node]`` is the row that speaks for it.
    ``kept`` tells, for the units' referral rows laid end to end, which are in ``referrals`` and which were repeats.
    """

    referrals: pa.Table
    kept: NDArray[np.bool_]
    node_ids: NDArray[np.uint64]
    node: Indexes
    version: NDArray[np.int32]
    current: Indexes
    superseded: NDArray[np.bool_]
    mentions: Side
    signals: Side
    abroad: Side
    chains: Side
    files: Side
    folders: tuple[Path, ...]

    @property
    def nodes(self) -> int:
        """The number of referrals."""
        return len(self.node_ids)


def gather(folders: Sequence[Path]) -> Corpus:
    """The corpus of the units in ``folders``, in that order (the first copy of a repeated document is kept)."""
    referrals = [mapped(folder, "referrals") for folder in folders]
    table = _concat(referrals, "referrals")
    kept, renumbered = _without_repeats(table)
    starts = np.cumsum([0, *(len(part) for part in referrals)])
    if len(kept) < len(table):
        table = table.filter(pa.array(renumbered >= 0))
    node_ids, node = np.unique(numbers(table, "node_id"), return_inverse=True)
    version, current, superseded = _versions(table, node, len(node_ids))
    return Corpus(
        referrals=table,
        kept=renumbered >= 0,
        node_ids=node_ids,
        node=node,
        version=version,
        current=current,
        superseded=superseded,
        mentions=_side(folders, "mentions", starts, renumbered),
        signals=_side(folders, "signals", starts, renumbered),
        abroad=_side(folders, "abroad", starts, renumbered),
        chains=_side(folders, "chains", starts, renumbered),
        files=_side(folders, "files", starts, renumbered),
        folders=tuple(folders),
    )


def unit_tables(folder: Path) -> dict[str, pa.Table]:
    """The tables of one unit by name, but for its facts, mapped from disk."""
    return {name: mapped(folder, name) for name in SCHEMAS if name != "facts"}


def unit_table(folders: Sequence[Path], name: str) -> pa.Table:
    """One table of all units, mapped from disk."""
    return _concat([mapped(folder, name) for folder in folders], name)


def mapped(folder: Path, name: str) -> pa.Table:
    """One table of one unit, mapped from disk."""
    with pa.memory_map(str(folder / f"{name}.arrow")) as source:
        return ipc.open_file(source).read_all()


def _concat(tables: Sequence[pa.Table], name: str) -> pa.Table:
    return pa.concat_tables(tables) if tables else SCHEMAS[name].empty_table()


def _without_repeats(table: pa.Table) -> tuple[Indexes, Indexes]:
    """The rows to keep, and for each row of the table its new number or -1."""
    identity = [numbers(table, name) for name in ("ordinal", "source_key", "node_id")]
    order = np.lexsort(identity)  # stable: of equal rows the first comes first
    fresh = np.ones(len(table), bool)
    fresh[order[1:]] = np.any([part[order[1:]] != part[order[:-1]] for part in identity], axis=0)
    kept = np.flatnonzero(fresh)
    renumbered = np.full(len(table), -1, np.int64)
    renumbered[kept] = np.arange(len(kept))
    return kept, renumbered


def _side(folders: Sequence[Path], name: str, starts: Indexes, renumbered: Indexes) -> Side:
    tables = [mapped(folder, name) for folder in folders]
    rows = [numbers(table, "row").astype(np.int64) + start for table, start in zip(tables, starts[:-1], strict=True)]
    return Side(_concat(tables, name), renumbered[np.concatenate(rows)] if rows else np.zeros(0, np.int64))


def _versions(table: pa.Table, node: Indexes, nodes: int) -> tuple[NDArray[np.int32], Indexes, NDArray[np.bool_]]:
    """Version numbers, the current row of each node, and which rows a later full document supersedes."""
    received = seconds(table, "received")
    order = np.lexsort((numbers(table, "ordinal"), numbers(table, "source_key"), received, node))
    sorted_node = node[order]
    first = np.searchsorted(sorted_node, np.arange(nodes))
    version = np.empty(len(table), np.int32)
    version[order] = np.arange(len(table)) - first[sorted_node] + 1
    part = numbers(table, "part")
    rank = np.where(part, 0, version)
    by_rank = np.lexsort((version, rank, node))
    last = np.searchsorted(node[by_rank], np.arange(nodes), side="right") - 1
    current = by_rank[last]
    superseded = ~part & (current[node] != np.arange(len(table)))
    return version, current, superseded
