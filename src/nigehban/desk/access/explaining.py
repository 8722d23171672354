"""Why an officer sees a record, and who else does: from the same rows that the walls are made of."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import QuerySet

from nigehban.desk.access.models import Membership, RoleGrant
from nigehban.desk.access.records import Protected
from nigehban.desk.accounts.models import Officer

_MOST = 200


class Ground(NamedTuple):
    """One reason for which one officer sees a record: a role by its office, or a membership."""

    officer: Officer
    grant: RoleGrant | None
    membership: Membership | None


def grounds(record: Protected) -> list[Ground]:
    """Everybody who sees the record now, with the reason; members first."""
    members = [Ground(one.officer, None, one) for one in live_members(record)[:_MOST]]
    by_office = RoleGrant.objects.live().filter(role__in=record.roles)
    if record.units is not None:
        by_office = by_office.filter(unit__in={"", *record.units})
    grants = by_office.filter(officer__is_active=True).select_related("officer", "granted_by").order_by("officer", "id")
    return [*members, *(Ground(grant.officer, grant, None) for grant in grants[:_MOST])]


def live_members(record: Protected) -> QuerySet[Membership]:
    """The memberships of the record that hold now."""
    members = Membership.objects.live().filter(kind=record.members_kind or "", record=record.number or 0)
    return members.filter(officer__is_active=True).select_related("officer", "granted_by").order_by("id")


def past_members(record: Protected) -> QuerySet[Membership]:
    """Those that have ended: who could see it before."""
    every = Membership.objects.filter(kind=record.members_kind or "", record=record.number or 0)
    return every.exclude(pk__in=live_members(record).values("pk")).select_related("officer", "ended_by").order_by("-id")
