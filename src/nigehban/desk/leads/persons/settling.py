"""The leads around some referrals, made what the acts that stand say.

Nothing here asks which leads the acting officer may see: who is one person does not depend on who looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from nigehban.desk.copying import signed_key
from nigehban.desk.leads.models import ActLead, LeadAct, NumberChange
from nigehban.desk.leads.persons.networks import settle_networks
from nigehban.desk.leads.persons.rows import keep_listed, listed_parts, restore_row, write_rows
from nigehban.desk.leads.persons.scene import Scene, scene_of
from nigehban.runs.names import name

_LOCK = 0x706572736F6E73
MOVE = """
UPDATE leads_leadmember AS member SET lead_id = moved.lead
FROM unnest(%s::bigint[], %s::text[]) AS moved(node, lead) WHERE member.node_id = moved.node
"""
RELINK = """
UPDATE leads_link AS link SET lead_a = moved.a, lead_b = moved.b,
    level = CASE WHEN moved.a = moved.b THEN 'subject' ELSE 'network' END
FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS moved(id, a, b) WHERE link.id = moved.id
"""


Changes = Sequence[tuple[str, str]]
_AFTER_CHANGE: list[Callable[[Changes], None]] = []


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed: which referrals (node ids) went from one lead to another."""

    nodes: dict[int, tuple[str, str]]

    @property
    def leads(self) -> list[str]:
        """The numbers that lost or won a referral."""
        return sorted({lead for pair in self.nodes.values() for lead in pair})


def after_change(look: Callable[[Changes], None]) -> None:
    """Have ``look`` called, in the act's transaction, with the numbers that lost referrals and those that won them."""
    _AFTER_CHANGE.append(look)


def alone() -> None:
    """Wait until nobody else changes who is one person, and let nobody before this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def settle(nodes: Sequence[int], act: LeadAct | None) -> Moved:
    """Make the leads around these referrals (signed node ids) what the acts that stand say. Call ``alone`` before.

    ``act`` is what made it so; ``None``: an act that was done while the list was being made.
    """
    asked = set(nodes)
    with beyond_walls():
        scene = scene_of(nodes)
        moved = _moved(scene)
        concerned = {member.lead for member in scene.members.values() if signed_key(member.node) in asked}
        if moved.nodes:
            _carry_out(scene, moved)
            _remember(moved, act)
    if act is not None:
        _note(act, {*moved.leads, *concerned, *([act.lead] if act.lead else [])})
    return moved


def resettle(lead: str) -> None:
    """Write the row of a lead anew, when what was decided on its number changed."""
    with beyond_walls():
        keep_listed(listed_parts(lead), reasons=False)
        restore_row(lead)


@contextmanager
def beyond_walls() -> Iterator[None]:
    """Within the block row security does not narrow what is read and written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role'), set_config('role', 'none', true)")
        before = cursor.fetchone()[0]
        yield
        cursor.execute("SELECT set_config('role', %s, true)", [before])


def _moved(scene: Scene) -> Moved:
    persons = scene.persons()
    numbers = {person: name("L", person) for person in set(persons.values())}
    places = ((node, scene.members[node].lead, numbers[person]) for node, person in persons.items())
    return Moved({node: (old, new) for node, old, new in places if old != new})


def _carry_out(scene: Scene, moved: Moved) -> None:
    leads = moved.leads
    keep_listed({member.listed for member in scene.members.values()})
    with connection.cursor() as cursor:
        cursor.execute(MOVE, [[signed_key(node) for node in moved.nodes], [new for _old, new in moved.nodes.values()]])
        cursor.execute(RELINK, _new_ends(scene, moved))
    write_rows(leads)
    settle_networks(leads, {member.ring for member in scene.members.values()})


def _new_ends(scene: Scene, moved: Moved) -> list[list[object]]:
    """The links of referrals that moved: numbers, leads of the one end, leads of the other."""
    now = {scene.members[node].referral: new for node, (_old, new) in moved.nodes.items()}
    rows = [
        (link.id, now.get(link.a, link.lead_a), now.get(link.b, link.lead_b))
        for link in scene.links
        if link.a in now or link.b in now
    ]
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[], [], []]


def _remember(moved: Moved, act: LeadAct | None) -> None:
    """What became of each number."""
    pairs = sorted(set(moved.nodes.values()))
    NumberChange.objects.bulk_create(NumberChange(number=old, became=new, act=act) for old, new in pairs)
    for look in _AFTER_CHANGE:
        look(pairs)


def _note(act: LeadAct, leads: set[str]) -> None:
    ActLead.objects.bulk_create((ActLead(number=lead, act=act) for lead in sorted(leads)), ignore_conflicts=True)
