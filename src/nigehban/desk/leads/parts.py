"""The parts of a lead's page: each a list that is shown in pieces, however long it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from nigehban.desk.leads import selectors
from nigehban.desk.leads.models import Lead, LeadAct, LeadMember, LeadReason, Level, Link
from nigehban.desk.referrals.models import Referral
from nigehban.desk.referrals.selectors import newest_versions
from nigehban.desk.web.paging import Slice, page_of

VERSIONS_SHOWN = 3
AXES = {
    "danger": _("Danger"),
    "solvability": _("Solvability"),
    "deadline": _("Deadline"),
    "novelty": _("Novelty"),
}


class AxisReasons(NamedTuple):
    """The reasons of one axis, and the points that the whole axis has."""

    title: str
    points: int
    reasons: list[LeadReason]


class MemberRow(NamedTuple):
    """A referral of a lead with its newest versions; versions count from 1, so the newest number tells how many."""

    member: LeadMember
    versions: list[Referral]

    @property
    def older(self) -> int:
        """How many versions are not shown."""
        return self.versions[0].version - len(self.versions) if self.versions else 0


class Seen(NamedTuple):
    """A link as one of its ends sees it. ``other`` is the lead at the other end; ``None`` when it is the same lead."""

    link: Link
    mine: str
    theirs: str
    other: str | None
    reasons: list[LinkReason]


class LinkReason(NamedTuple):
    """Why two referrals belong together, with the place that says so at either end, where there is one."""

    detail: str
    mine: Said | None
    theirs: Said | None


class Said(NamedTuple):
    """A place in the source of a referral: the end of the link itself, or another referral of the same account."""

    referral: str
    pointer: str


def reasons(lead: Lead, after: str | None, size: int) -> Slice[LeadReason]:
    """Why the lead stands where it stands."""
    return page_of(selectors.reasons_of(lead), ("position",), after, size)


def by_axis(lead: Lead, rows: Sequence[LeadReason]) -> list[AxisReasons]:
    """The reasons under the axes to which they add; an axis without reasons is left out."""
    return [
        AxisReasons(AXES.get(axis, axis), getattr(lead, axis, 0), list(found))
        for axis, found in groupby(rows, key=lambda reason: reason.axis)
    ]


def referrals(lead: Lead, after: str | None, size: int) -> Slice[MemberRow]:
    """The referrals of the lead with their newest versions, in two queries."""
    page = page_of(selectors.members_of(lead), ("node_id",), after, size)
    versions = newest_versions([member.node_id for member in page.rows], VERSIONS_SHOWN)
    return Slice([MemberRow(member, versions.get(member.node_id, [])) for member in page.rows], page.following)


def links(lead: Lead, level: Level, after: str | None, size: int) -> Slice[Seen]:
    """The links of the lead's referrals on one level, the strongest first."""
    page = page_of(selectors.links_of(lead).filter(level=level), ("-score", "id"), after, size)
    return Slice([_seen(link, lead.pk) for link in page.rows], page.following)


def decisions(lead: Lead, after: str | None, size: int) -> Slice[LeadAct]:
    """What officers decided of the lead, the newest first."""
    return decisions_on(lead.pk, after, size)


def decisions_on(lead_id: str, after: str | None, size: int) -> Slice[LeadAct]:
    """The same for a lead that may no longer be in the list."""
    return page_of(selectors.decisions_on(lead_id), ("-id",), after, size)


def _seen(link: Link, lead_id: str) -> Seen:
    ends = [("a", link.a, link.lead_a), ("b", link.b, link.lead_b)]
    if link.lead_a != lead_id:
        ends.reverse()
    (my_end, mine, _own), (their_end, theirs, other) = ends
    reasons = [
        LinkReason(row["detail"], said_in(row, my_end, mine), said_in(row, their_end, theirs)) for row in link.reasons
    ]
    return Seen(link, mine, theirs, other if other != lead_id else None, reasons)


def said_in(row: dict[str, str | None], end: str, referral: str) -> Said | None:
    """Where an end (``a`` or ``b``) of a link's reason is said; ``None`` where nothing says it."""
    pointer = row.get(f"pointer_{end}")
    return None if pointer is None else Said(row.get(f"referral_{end}") or referral, pointer)
