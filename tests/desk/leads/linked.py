"""A small world as linking found it, and its list as a rebuild would make it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nigehban.desk.leads.derived import Places
from nigehban.desk.leads.persons import newest_act, standing_decisions
from nigehban.desk.leads.rebuild import replace_leads
from nigehban.linking import NETWORK, SUBJECT, Linkage, decided
from nigehban.linking.columns import Flags
from nigehban.linking.edges import Reasons
from nigehban.linking.linkage import EdgeTable
from nigehban.linking.networks import Alarms
from nigehban.runs.names import name
from nigehban.runs.results import LEADS, LINKS, NETWORKS, REFERRALS
from nigehban.runs.rows import node_id

from .lists import _blocks, _networks_of, lead_row

Links = Sequence[tuple[int, int, float]]


def referral(number: int) -> str:
    return f"NCMEC:{number}"


def numbered(number: int) -> int:
    return node_id(referral(number))


class World:
    """``accounts`` are groups of referrals; ``persons`` groups of accounts' referrals; ``rings`` groups of those."""

    def __init__(
        self, accounts: Sequence[Sequence[int]], persons: Sequence[Sequence[int]], rings: Sequence[Sequence[int]],
        links: Links,
    ) -> None:  # fmt: skip
        self.referrals = sorted(number for account in accounts for number in account)
        self.by_node = {numbered(number): number for number in self.referrals}
        self.linkage = self._linkage(_firsts(accounts), _firsts(persons), _firsts(rings), links)

    def _linkage(
        self, account: Mapping[int, int], person: Mapping[int, int], ring: Mapping[int, int], links: Links
    ) -> Linkage:
        ids = np.array(sorted(self.by_node), np.uint64)
        place = {number: position for position, number in enumerate(self.by_node[int(one)] for one in ids)}
        columns = [
            np.array([each[self.by_node[int(one)]] for one in ids], np.uint64) for each in (account, person, ring)
        ]
        a, b = (np.array([place[link[end]] for link in links], "i4") for end in (0, 1))
        level = np.where(columns[1][a] == columns[1][b], SUBJECT, NETWORK) if links else np.zeros(0)
        none: Flags = np.zeros(len(links), "?")
        score = np.array([link[2] for link in links], "f4")
        return Linkage(
            node_id=ids,
            account=columns[0],
            subject=columns[1],
            ring=columns[2],
            lead=columns[1],
            network=columns[2],
            bundle=np.zeros(len(ids), "u8"),
            collapsed=np.zeros(len(ids), "?"),
            edges=EdgeTable.of(len(links), a=a, b=b, level=level, kind=3, score=score, held=none),
            start=np.zeros(len(links) + 1, "i8"),
            reasons=Reasons.empty(),
            alarms=Alarms.empty(),
            over_cap=np.zeros(256, "i8"),
        )

    def lead_of(self) -> dict[str, str]:
        """The lead of each referral when the list is made from nothing."""
        linkage = decided(self.linkage, standing_decisions())
        pairs = zip(linkage.node_id.tolist(), linkage.lead.tolist(), strict=True)
        return {referral(self.by_node[node]): name("L", lead) for node, lead in pairs}

    def relist(self) -> None:
        """Make the list from nothing and put it in place."""
        seen, linkage = newest_act(), decided(self.linkage, standing_decisions())
        members: dict[int, list[int]] = {}
        network = {}
        for node, lead, ring in zip(
            *(c.tolist() for c in (linkage.node_id, linkage.lead, linkage.network)), strict=True
        ):
            members.setdefault(lead, []).append(node)
            network[lead] = name("N", ring)
        leads = [self._lead(rank, lead, nodes, network[lead]) for rank, (lead, nodes) in enumerate(members.items(), 1)]
        rows = [
            {"referral": referral(self.by_node[node]), "version": 1, "lead": name("L", lead), "status": "open"}
            | {"network": network[lead]}
            for lead, nodes in members.items()
            for node in nodes
        ]
        tables = ((leads, LEADS), (rows, REFERRALS), (self._links(linkage), LINKS), (_networks_of(leads), NETWORKS))
        blocks = [_blocks(some, schema, 1000) for some, schema in tables]
        replace_leads(*blocks, Places.of(linkage), seen)

    def _lead(self, rank: int, lead: int, nodes: Sequence[int], network: str) -> dict[str, Any]:
        said = {"rule": "r", "points": 5, "text": "Said.", "pointer": "/a"}
        stated = [
            {**said, "axis": axis, "referral": referral(self.by_node[node])}
            for axis in ("danger", "novelty")
            for node in nodes
        ]
        around = {**said, "axis": "novelty", "rule": "repeat", "referral": None, "pointer": None}
        band = ["routine", "elevated", "urgent"][min(self.by_node[node] for node in nodes) % 3]
        more = {"band": band, "danger": 10 * len(nodes), "reasons": [*stated, around]}
        return lead_row(rank, lead=name("L", lead), network=network, referrals=len(nodes), **more)

    def _links(self, linkage: Linkage) -> list[dict[str, Any]]:
        edges, rows = linkage.edges, []
        for a, b, level, kind, score in zip(edges.a, edges.b, edges.level, edges.kind, edges.score, strict=True):
            ends = [referral(self.by_node[int(linkage.node_id[one])]) for one in (a, b)]
            rows.append(
                {"a": ends[0], "b": ends[1], "level": "subject" if level == SUBJECT else "network"}
                | {"kind": "same" if kind > 200 else "email", "score": float(score), "held": False, "reasons": []}
            )
        return rows


def _firsts(groups: Sequence[Sequence[int]]) -> dict[int, int]:
    """For each referral the smallest node id of its group."""
    firsts = ((min(map(numbered, group)), group) for group in groups)
    return {number: first for first, group in firsts for number in group}


def small_world() -> World:
    """Nine referrals: one person of three accounts, one of two, one alone; the first two in one network."""
    return World(
        accounts=[[1, 2, 3], [4], [5, 6], [7], [8], [9]],
        persons=[[1, 2, 3, 4, 5, 6], [7, 8], [9]],
        rings=[[1, 2, 3, 4, 5, 6, 7, 8], [9]],
        links=[(1, 2, 9.0), (1, 3, 9.0), (3, 4, 8.0), (4, 5, 5.0), (5, 6, 9.0), (7, 8, 4.0), (6, 7, 2.0)],
    )
