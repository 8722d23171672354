"""The acts that stand, as linking takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from django.db import connection
from django.db.models import Max

from nigehban.desk.copying import unsigned_key
from nigehban.desk.leads.models import JOINING, OF_PERSONS, PARTING, LeadAct
from nigehban.linking import Decision, Verdict

STANDING = """
SELECT act.id, act.act, side.node_id, side.second FROM leads_leadact AS act
JOIN leads_actside AS side ON side.act_id = act.id
WHERE act.act = ANY(%(acts)s) AND NOT EXISTS (SELECT FROM leads_withdrawn WHERE act_id = act.id) {which}
ORDER BY act.id, side.second, side.node_id
"""
"""Acts on referrals that were not taken back, in the order in which they were done."""
OF_NODES = STANDING.format(
    which="AND act.id = ANY(ARRAY(SELECT DISTINCT act_id FROM leads_actside WHERE node_id = ANY(%(nodes)s::bigint[])))"
)
"""An array is made once, whatever the planner believes of the tables; a join of many rows that were added just now it
took for one of few, and compared each with each (measured: 8 to 36 s for ten thousand referrals).
"""
ALL = STANDING.format(which="")
NEWER = """
WITH RECURSIVE newer AS (
    SELECT id, withdraws_id FROM leads_leadact WHERE id > %s
    UNION
    SELECT act.id, act.withdraws_id FROM leads_leadact AS act JOIN newer ON act.id = newer.withdraws_id
)
SELECT DISTINCT side.node_id FROM newer JOIN leads_actside AS side ON side.act_id = newer.id
"""


def standing_decisions() -> list[Decision]:
    """Everything that officers decided of persons, as a rebuild takes it."""
    return [decision for _act, decision in _read(ALL, {})]


def decisions_on(nodes: Sequence[int]) -> dict[int, Decision]:
    """What stands on these referrals (signed node ids), by the act, in the order in which it was done."""
    return dict(_read(OF_NODES, {"nodes": list(nodes)}))


def newest_act() -> int:
    """The number of the newest act; 0 before there is one."""
    return LeadAct.objects.aggregate(newest=Max("id"))["newest"] or 0


def newer_nodes(act: int) -> list[int]:
    """The referrals (signed node ids) of acts that are newer than ``act``, and of what those took back."""
    with connection.cursor() as cursor:
        cursor.execute(NEWER, [act])
        return [row[0] for row in cursor.fetchall()]


def decision_of(act: str, one: Iterable[int], other: Iterable[int]) -> Decision:
    """What an act says of referrals (signed node ids)."""
    verdict = Verdict.SAME if act in JOINING else Verdict.NOT_SAME if act in PARTING else Verdict.UNSURE
    return Decision(verdict, *(tuple(sorted(unsigned_key(node) for node in side)) for side in (one, other)))


def _read(question: str, values: dict[str, list[int]]) -> Iterator[tuple[int, Decision]]:
    with connection.cursor() as cursor:
        cursor.execute(question, {**values, "acts": list(OF_PERSONS)})
        rows = cursor.fetchall()
    for (number, act), found in groupby(rows, key=itemgetter(0, 1)):
        sides: tuple[list[int], list[int]] = ([], [])
        for _number, _act, node, second in found:
            sides[second].append(node)
        yield number, decision_of(act, *sides)
