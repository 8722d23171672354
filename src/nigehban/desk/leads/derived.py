"""The result tables of triage (``nigehban.runs.results``), block by block, as rows of the derived tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nigehban.priority import Band
from nigehban.runs.rows import node_id

_BANDS = pa.array([band.label for band in Band])
_OF_LEAD = {
    "lead": "id",
    "rank": "rank",
    "danger": "danger",
    "solvability": "solvability",
    "deadline": "deadline",
    "novelty": "novelty",
    "solvable": "solvable",
    "status": "state",
    "unit": "unit",
    "unit_reason": "unit_reason",
    "unit_referral": "unit_referral",
    "unit_pointer": "unit_pointer",
    "network": "network",
    "referrals": "referrals",
    "archive_reason": "archive_reason",
    "missing": "missing",
    "raise_if": "raise_if",
}


def lead_rows(leads: pa.Table) -> pa.Table:
    """Rows of ``leads_lead``."""
    rows = leads.select(list(_OF_LEAD)).rename_columns(list(_OF_LEAD.values()))
    return rows.append_column("band", pc.index_in(leads.column("band"), _BANDS))


def reason_rows(leads: pa.Table) -> pa.Table:
    """Rows of ``leads_leadreason``: the reasons of each lead, in their order."""
    reasons = leads.column("reasons").combine_chunks()
    owner = pc.list_parent_indices(reasons)
    rows = pa.Table.from_struct_array(pc.list_flatten(reasons))
    return rows.append_column("lead_id", leads.column("lead").take(owner)).append_column("position", _positions(owner))


def member_rows(referrals: pa.Table) -> pa.Table:
    """Rows of ``leads_leadmember``: one a referral, whatever the number of its versions."""
    once = referrals.filter(pc.equal(referrals.column("version"), 1))
    rows = once.select(["referral", "status", "bundle"])
    return rows.append_column("lead_id", once.column("lead")).append_column(
        "node_id", pa.array(_nodes(once.column("referral")))
    )


def network_rows(networks: pa.Table) -> pa.Table:
    """Rows of ``leads_network``."""
    return networks.rename_columns(["id", *networks.column_names[1:]])


def _positions(owner: pa.Array) -> pa.Array:
    """The place of each item in its list; ``owner`` ascends."""
    owners = owner.to_numpy(zero_copy_only=False)
    return pa.array(np.arange(len(owners)) - np.searchsorted(owners, owners))


def _nodes(referrals: pa.ChunkedArray) -> NDArray[np.uint64]:
    return np.array([node_id(referral) for referral in referrals.to_pylist()], np.uint64)


class Directory:
    """Which lead each referral belongs to, learned from rows of members."""

    def __init__(self) -> None:
        self._nodes: list[NDArray[np.uint64]] = []
        self._leads: list[pa.ChunkedArray] = []

    def learn(self, members: pa.Table) -> pa.Table:
        """Take note of the rows, and give them back."""
        self._nodes.append(members.column("node_id").to_numpy())
        self._leads.append(members.column("lead_id").combine_chunks())
        return members

    def link_rows(self, blocks: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """Rows of ``leads_link``, numbered from 1, with the leads of both ends."""
        nodes = np.concatenate(self._nodes or [np.zeros(0, np.uint64)])
        leads = pa.chunked_array(self._leads, pa.string())
        order = np.argsort(nodes)
        number = 1
        for block in blocks:
            rows = block.append_column("id", pa.array(np.arange(number, number + len(block))))
            for end in ("a", "b"):
                place = np.searchsorted(nodes[order], _nodes(block.column(end)))
                rows = rows.append_column(f"lead_{end}", leads.take(pa.array(order[place])))
            number += len(block)
            yield rows
