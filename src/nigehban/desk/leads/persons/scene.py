"""Some linked persons, whole, with all persons that an act joins to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection

from nigehban.desk.copying import signed_key, unsigned_key
from nigehban.desk.leads.persons.standing import decisions_on
from nigehban.linking import Decision, Tie, Verdict, divided

MEMBERS = """
SELECT node_id, account, subject, ring, lead_id, listed, referral FROM leads_leadmember
WHERE subject = ANY(ARRAY(SELECT DISTINCT subject FROM leads_leadmember WHERE node_id = ANY(%s::bigint[])))
"""
LINKS = """
SELECT id, score, a, b, lead_a, lead_b, joins FROM leads_link
WHERE lead_a = ANY(%(leads)s) OR lead_b = ANY(%(leads)s)
"""


class Member(NamedTuple):
    """A referral: ``node`` and ``account`` as linking has them, the rest as stored."""

    node: int
    account: int
    subject: int
    ring: int
    lead: str
    listed: str
    referral: str


class Ends(NamedTuple):
    """A link as stored."""

    id: int
    score: float
    a: str
    b: str
    lead_a: str
    lead_b: str
    joins: bool


@dataclass(slots=True)
class Scene:
    """``members`` by node, ``decisions`` by act, ``links`` that touch one of the members' leads."""

    members: dict[int, Member] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    links: list[Ends] = field(default_factory=list)

    def persons(self, more: Sequence[Decision] = ()) -> dict[int, int]:
        """For each member the smallest node of its person; ``more`` are decisions that nobody has taken yet."""
        accounts = {node: member.account for node, member in self.members.items()}
        taken = [self.decisions[act] for act in sorted(self.decisions)]
        return divided(accounts, self._ties(), [*taken, *more])

    def _ties(self) -> Iterable[Tie]:
        node = {member.referral: member.node for member in self.members.values()}
        for link in self.links:
            if link.joins and link.a in node and link.b in node:
                yield Tie(link.score, node[link.a], node[link.b])


def scene_of(nodes: Sequence[int]) -> Scene:
    """The persons of these referrals (signed node ids) and of all that acts join to them."""
    scene, wanted = Scene(), set(nodes)
    tried: set[int] = set()
    while wanted:
        tried |= wanted
        fresh = _members(wanted, scene)
        found = decisions_on([signed_key(node) for node in fresh])
        scene.decisions |= found
        wanted = {signed_key(node) for node in _joined(found.values()) if node not in scene.members} - tried
    scene.links = links_of_leads({member.lead for member in scene.members.values()})
    return scene


def links_of_leads(leads: Iterable[str]) -> list[Ends]:
    """The links that touch one of these leads."""
    with connection.cursor() as cursor:
        cursor.execute(LINKS, {"leads": list(leads)})
        return [Ends(*row) for row in cursor.fetchall()]


def _members(nodes: Iterable[int], scene: Scene) -> list[int]:
    """Take in the persons of these nodes; the nodes that are new."""
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS, [list(nodes)])
        rows = cursor.fetchall()
    found = [Member(unsigned_key(row[0]), unsigned_key(row[1]), *row[2:]) for row in rows]
    fresh = [member.node for member in found if member.node not in scene.members]
    scene.members |= {member.node: member for member in found}
    return fresh


def _joined(decisions: Iterable[Decision]) -> set[int]:
    """The referrals that acts join to others."""
    joining = (one for one in decisions if one.verdict is Verdict.SAME)
    return {node for one in joining for node in (*one.one, *one.other)}
