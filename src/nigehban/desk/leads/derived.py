"""The result tables of triage (``nigehban.runs.results``), block by block, as rows of the derived tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nigehban.linking import Linkage
from nigehban.linking.rules import Rule
from nigehban.priority import Band
from nigehban.runs.names import id_of
from nigehban.runs.rows import node_id

_SAME = Rule.SAME.name.lower()
"""The kind of a link that only an officer made."""
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


class Places(NamedTuple):
    """Where linking found each referral, whatever officers decided: all node ids, those of referrals ascending."""

    node: NDArray[np.uint64]
    account: NDArray[np.uint64]
    subject: NDArray[np.uint64]
    ring: NDArray[np.uint64]

    @classmethod
    def empty(cls) -> Places:
        """Nothing is known: a referral is an account of its own, and leads are persons."""
        return cls(*(np.zeros(0, np.uint64) for _column in cls._fields))

    @classmethod
    def of(cls, linkage: Linkage) -> Places:
        """The places of a linkage."""
        order = np.argsort(linkage.node_id)
        columns = linkage.node_id, linkage.account, linkage.subject, linkage.ring
        return cls(*(column[order] for column in columns))


class Directory:
    """Which lead each referral belongs to, and to which person by linking, learned from blocks of referrals."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._nodes: list[NDArray[np.uint64]] = []
        self._leads: list[pa.ChunkedArray] = []
        self._subjects: list[NDArray[np.uint64]] = []

    def learn(self, referrals: pa.Table) -> pa.Table:
        """Take note of the referrals; rows of ``leads_leadmember``."""
        members = member_rows(referrals)
        node, lead = members.column("node_id").to_numpy(), members.column("lead_id")
        networks = referrals.filter(pc.equal(referrals.column("version"), 1)).column("network")
        found = self._found(node) if len(self._places.node) else _as_listed(node, lead, networks)
        self._nodes.append(node)
        self._leads.append(lead.combine_chunks())
        self._subjects.append(found.subject)
        for name in ("account", "subject", "ring"):
            members = members.append_column(name, pa.array(getattr(found, name)))
        return members.append_column("listed", lead)

    def _found(self, node: NDArray[np.uint64]) -> Places:
        at = np.searchsorted(self._places.node, node)
        return Places(*(column[at] for column in self._places))

    def link_rows(self, blocks: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """Rows of ``leads_link``, numbered from 1, with the leads of both ends."""
        nodes = np.concatenate(self._nodes or [np.zeros(0, np.uint64)])
        subjects = np.concatenate(self._subjects or [np.zeros(0, np.uint64)])
        leads = pa.chunked_array(self._leads, pa.string())
        order = np.argsort(nodes)
        number = 1
        for block in blocks:
            rows = block.append_column("id", pa.array(np.arange(number, number + len(block))))
            ends = [order[np.searchsorted(nodes[order], _nodes(block.column(end)))] for end in ("a", "b")]
            for end, place in zip(("a", "b"), ends, strict=True):
                rows = rows.append_column(f"lead_{end}", leads.take(pa.array(place)))
            joins = pc.and_(pa.array(subjects[ends[0]] == subjects[ends[1]]), pc.not_equal(rows.column("kind"), _SAME))
            yield rows.append_column("joins", joins)
            number += len(block)


def _as_listed(node: NDArray[np.uint64], lead: pa.ChunkedArray, network: pa.ChunkedArray) -> Places:
    return Places(node, node, _digests("lead", lead), _digests("network", network))


def _digests(kind: str, names: pa.ChunkedArray) -> NDArray[np.uint64]:
    """The ids that names stand for; a digest of those that stand for none."""
    found = (id_of(name or "") or node_id(f"{kind}:{name}") for name in names.to_pylist())
    return np.fromiter(found, np.uint64, len(names))
