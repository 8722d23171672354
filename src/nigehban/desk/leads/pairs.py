"""Two referrals side by side: what each states, what joins them, what speaks against, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q

from nigehban.desk.accounts.models import Officer
from nigehban.desk.copying import signed_key
from nigehban.desk.leads.models import VERDICTS, Act, LeadAct, LeadMember, Level, Link
from nigehban.desk.leads.parts import LinkReason, Said, said_in
from nigehban.desk.leads.persons import Outlook, decision_of, outlook
from nigehban.desk.leads.selectors import visible_leads
from nigehban.desk.leads.versions import acts_on_pair
from nigehban.desk.referrals.models import Mention, Referral
from nigehban.desk.referrals.selectors import newest_versions
from nigehban.desk.wording import called
from nigehban.identifiers import BY_CODE
from nigehban.linking.rules import Rule
from nigehban.runs.rows import node_id

MENTIONS = 40
"""Identifiers that are shown of one referral; the source shows all."""
_AGAINST = {rule.name.lower() for rule in Rule if rule > Rule.BIRTH}


class Stated(NamedTuple):
    """An identifier as a referral states it; ``shared``: the other states the same one."""

    kind: str
    value: str
    pointer: str
    shared: bool


class Side(NamedTuple):
    """One of the two: where it stands, its newest version, what it states."""

    member: LeadMember
    referral: Referral | None
    stated: list[Stated]


class Pair(NamedTuple):
    """Both sides, the reasons for and against with their places, and what officers did, the newest first."""

    a: Side
    b: Side
    links: list[Link]
    joins: list[LinkReason]
    against: list[LinkReason]
    acts: list[LeadAct]

    @property
    def nodes(self) -> list[int]:
        """Their node ids, as stored."""
        return [self.a.member.node_id, self.b.member.node_id]


class Effect(NamedTuple):
    """What a verdict would do."""

    verdict: Act
    outlook: Outlook


def pair_of(officer: Officer, a: str, b: str) -> Pair | None:
    """The pair of two referrals (their ids); ``None`` when the officer may not see both."""
    members = _members(officer, a, b)
    if len(members) != 2:
        return None
    sides = _sides(members)
    links = _links(members, a, b)
    reasons = [
        (row["rule"], LinkReason(row["detail"], *_places(link, row, a))) for link in links for row in link.reasons
    ]
    return Pair(
        sides[0],
        sides[1],
        links,
        [reason for rule, reason in reasons if rule not in _AGAINST],
        [reason for rule, reason in reasons if rule in _AGAINST],
        list(acts_on_pair(a, b)[:MENTIONS]),
    )


def effects_on(pair: Pair) -> list[Effect]:
    """What each verdict would do now, *unsure* left out."""
    return [
        Effect(verdict, outlook(pair.nodes, [decision_of(verdict, pair.nodes[:1], pair.nodes[1:])]))
        for verdict in (Act.SAME, Act.NOT_SAME)
    ]


def next_to_judge(officer: Officer, lead: str, done: Sequence[str]) -> Link | None:
    """The strongest link of a lead to another that nobody has judged, but for the two ``done``."""
    links = Link.objects.filter(Q(lead_a=lead) | Q(lead_b=lead), level=Level.NETWORK).order_by("-score", "id")
    others = visible_leads(officer).filter(pk__in=_others(list(links[:MENTIONS]), lead))
    visible = {lead, *others.values_list("pk", flat=True)}
    for link in links[:MENTIONS]:
        if {link.a, link.b} == set(done) or not {link.lead_a, link.lead_b} <= visible:
            continue
        if not acts_on_pair(link.a, link.b).filter(act__in=VERDICTS).exists():
            return link
    return None


def _others(links: Sequence[Link], lead: str) -> set[str]:
    return {end for link in links for end in (link.lead_a, link.lead_b)} - {lead}


def _members(officer: Officer, a: str, b: str) -> list[LeadMember]:
    nodes = [signed_key(node_id(one)) for one in (a, b)]
    found = {member.node_id: member for member in LeadMember.objects.filter(node_id__in=nodes).select_related("lead")}
    leads = [one.lead_id for one in found.values()]
    visible = set(visible_leads(officer).filter(pk__in=leads).values_list("pk", flat=True))
    return [found[node] for node in nodes if node in found and found[node].lead_id in visible]


def _links(members: Sequence[LeadMember], a: str, b: str) -> list[Link]:
    """The links between two referrals, found by the lead of the first end."""
    one, other = members
    ends = Q(lead_a=one.lead_id, a=a, b=b) | Q(lead_a=other.lead_id, a=b, b=a)
    return list(Link.objects.filter(ends).order_by("-score", "id"))


def _places(link: Link, row: dict[str, str | None], a: str) -> tuple[Said | None, Said | None]:
    mine, theirs = ("a", "b") if link.a == a else ("b", "a")
    return said_in(row, mine, getattr(link, mine)), said_in(row, theirs, getattr(link, theirs))


def _sides(members: Sequence[LeadMember]) -> list[Side]:
    versions = newest_versions([member.node_id for member in members], 1)
    newest = [next(iter(versions.get(member.node_id, [])), None) for member in members]
    mentions = [_mentions(one) for one in newest]
    keys = [{(one.kind, one.key) for one in some if one.key} for some in mentions]
    return [
        Side(member, referral, [_stated(one, other) for one in some[:MENTIONS]])
        for member, referral, some, other in zip(members, newest, mentions, reversed(keys), strict=True)
    ]


def _mentions(referral: Referral | None) -> list[Mention]:
    if referral is None:
        return []
    return list(Mention.objects.filter(referral=referral).order_by("position")[: 5 * MENTIONS])


def _stated(mention: Mention, other: set[tuple[int, int]]) -> Stated:
    kind = BY_CODE[mention.kind].name if mention.kind in BY_CODE else str(mention.kind)
    shared = (mention.kind, mention.key) in other
    return Stated(called(kind), mention.value, mention.pointer, shared)
