"""One ring or separate groups: what holds the leads of a network together, now, with what officers decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import Lead, Link
from nigehban.desk.leads.selectors import leads_in_network
from nigehban.desk.wording import called
from nigehban.linking.rings import Ring, ring
from nigehban.linking.rules import Rule

MOST_LEADS = 5000
MOST_LINKS = 20_000
"""What is looked at of a network. Linking holds networks far below; only many merges could make one larger."""
JOINS = """
SELECT link.lead_a, link.lead_b, link.id, link.kind, ARRAY(
    SELECT reason->>'rule' FROM jsonb_array_elements(link.reasons) AS reason
) FROM leads_link AS link
WHERE link.lead_a = ANY(%(leads)s) AND link.lead_b = ANY(%(leads)s) AND link.lead_a <> link.lead_b AND NOT link.held
LIMIT %(most)s
"""
_AGAINST = {rule.name.lower() for rule in Rule if rule > Rule.BIRTH}
Pair = tuple[str, str]


class Bridge(NamedTuple):
    """A weak link without which the network falls apart."""

    a: str
    b: str
    kinds: str


@dataclass(frozen=True, slots=True)
class Shape:
    """``leads`` by rank; ``joins`` are the pairs of leads that links join, with the kinds of evidence and how many
    links; ``groups`` the leads of each group, the largest first; ``whole``: nothing was left out for its size."""

    leads: list[Lead]
    joins: dict[Pair, Counter[str]]
    groups: list[list[str]]
    bridges: list[Bridge]
    whole: bool

    @property
    def is_one(self) -> bool:
        """Whether no single weak link holds the network together."""
        return len(self.groups) < 2

    @property
    def group_of(self) -> dict[str, int]:
        """The number of each lead's group, from 0."""
        return {lead: number for number, group in enumerate(self.groups) for lead in group}

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """What joins the leads, and how many pairs each, the commonest first."""
        found = Counter(kind for kinds in self.joins.values() for kind in kinds)
        return [(called(kind), pairs) for kind, pairs in found.most_common()]


def shape_of(officer: Officer, network: str) -> Shape:
    """The shape of a network, of the leads that the officer may see."""
    leads = list(leads_in_network(officer, network).order_by("rank", "id")[: MOST_LEADS + 1])
    shown = leads[:MOST_LEADS]
    joins = _joins([lead.pk for lead in shown])
    found = _ring([lead.pk for lead in shown], joins)
    names = [lead.pk for lead in shown]
    groups = [[names[number] for number in group] for group in found.groups]
    joined = {number for group in found.groups for number in group}
    groups += [[name] for number, name in enumerate(names) if number not in joined]
    bridges = [_bridge(names[one], names[other], joins) for one, other in found.bridges]
    links = sum(sum(kinds.values()) for kinds in joins.values())
    return Shape(shown, joins, groups, bridges, len(leads) <= MOST_LEADS and links < MOST_LINKS)


def joins_of(officer: Officer, network: str) -> QuerySet[Link]:
    """The links between leads of the network, for a list."""
    leads = leads_in_network(officer, network).values("pk")
    return Link.objects.filter(lead_a__in=leads, lead_b__in=leads).exclude(lead_a=F("lead_b"))


def _joins(leads: list[str]) -> dict[Pair, Counter[str]]:
    joins: dict[Pair, Counter[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(JOINS, {"leads": leads, "most": MOST_LINKS})
        for a, b, _link, kind, rules in cursor.fetchall():
            pair = (a, b) if a < b else (b, a)
            joins.setdefault(pair, Counter()).update(set(rules) - _AGAINST or {kind})
    return joins


def _ring(leads: list[str], joins: dict[Pair, Counter[str]]) -> Ring:
    number = {lead: at for at, lead in enumerate(leads)}
    kinds = {kind: at for at, kind in enumerate(sorted({kind for some in joins.values() for kind in some}))}
    pairs = {
        (min(number[a], number[b]), max(number[a], number[b])): [kinds[kind] for kind in some]
        for (a, b), some in joins.items()
    }
    return ring(pairs) if pairs else Ring((), ())


def _bridge(one: str, other: str, joins: dict[Pair, Counter[str]]) -> Bridge:
    pair = (one, other) if one < other else (other, one)
    return Bridge(*pair, _(", ").join(map(called, joins[pair])))
