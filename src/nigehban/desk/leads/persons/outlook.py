"""What a decision would do, before it is taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from nigehban.desk.leads.persons.scene import scene_of
from nigehban.desk.leads.persons.settling import beyond_walls
from nigehban.linking import Decision
from nigehban.runs.names import name


class Group(NamedTuple):
    """A lead as it would be: its number, its referrals, and from which leads they would come."""

    lead: str
    referrals: int
    sources: list[str]
    first: list[str]


class Outlook(NamedTuple):
    """The leads that would be there in place of ``before``; the same numbers when nothing would change."""

    before: list[str]
    after: list[Group]

    @property
    def changes(self) -> bool:
        """Whether any referral would go to another lead."""
        return any(group.sources != [group.lead] for group in self.after) or len(self.before) != len(self.after)


SHOWN = 10


def outlook(nodes: Sequence[int], decisions: Sequence[Decision]) -> Outlook:
    """What would become of the leads of these referrals (signed node ids) if the decisions were taken now."""
    with beyond_walls():
        scene = scene_of(nodes)
    found: dict[int, list[int]] = defaultdict(list)
    for node, person in scene.persons(decisions).items():
        found[person].append(node)
    groups = []
    for person, members in sorted(found.items()):
        some = [scene.members[node] for node in sorted(members)]
        sources = sorted({member.lead for member in some})
        groups.append(Group(name("L", person), len(some), sources, [member.referral for member in some[:SHOWN]]))
    return Outlook(sorted({member.lead for member in scene.members.values()}), groups)
