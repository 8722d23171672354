"""What is due: for an officer, for a circle, for all. States are those of this moment, whatever was stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Q, QuerySet

from nigehban.desk.access.models import Membership, RecordKind
from nigehban.desk.access.policies import may
from nigehban.desk.access.roles import Permission, Role
from nigehban.desk.access.standing import standing_of
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, CaseDeadline, Standing
from nigehban.desk.cases.words import stages_of


class Whose(StrEnum):
    """Whose deadlines are asked for."""

    MINE = "mine"
    CIRCLE = "circle"
    ALL = "all"


class Show(StrEnum):
    """Which of them."""

    OPEN = "open"
    RUNNING = "running"
    MISSED = "missed"


class Line(NamedTuple):
    """A deadline as the page shows it. ``warnings`` of ``of_warnings`` have come; ``escalated`` is since when it stands
    in the list of the circle's in-charge.
    """

    row: CaseDeadline
    title: str
    basis: str
    standing: str
    warnings: int
    of_warnings: int
    escalated: datetime | None


def lists_of(officer: Officer) -> list[Whose]:
    """The lists that an officer may ask for."""
    more = ((Whose.CIRCLE, Permission.LEAD_CIRCLE), (Whose.ALL, Permission.SUPERVISE))
    return [Whose.MINE, *(whose for whose, asked in more if may(officer, asked))]


def due_for(
    officer: Officer, whose: Whose, now: datetime, *, weight: str = "", show: Show = Show.OPEN
) -> QuerySet[CaseDeadline]:
    """What somebody has still to do, each with ``standing``; to be ordered by ``sort_at`` and ``id``.

    One's own list holds the cases that one is on and, for the in-charge of a circle, what escalated in it.
    """
    rows = CaseDeadline.objects.visible_to(officer).unanswered_at(now).filter(_of(officer, whose, now))
    if weight:
        rows = rows.filter(weight=weight)
    if show is Show.MISSED:
        rows = rows.missed_at(now)
    elif show is Show.RUNNING:
        rows = rows.filter(sort_at__gt=now)
    return rows.standing_at(now).select_related("case", "party")


def lines(rows: Iterable[CaseDeadline], now: datetime) -> list[Line]:
    """Rows in words."""
    return [_line(row, now) for row in rows]


def _of(officer: Officer, whose: Whose, now: datetime) -> Q:
    if whose is Whose.ALL:
        return Q()
    if whose is Whose.CIRCLE:
        return _in(standing_of(officer).units(Permission.LEAD_CIRCLE))
    own = Membership.objects.live().filter(officer=officer, kind=RecordKind.CASE)
    mine = Q(case__in=own.values("record"))
    led = {unit for role, unit in standing_of(officer).roles if role is Role.CIRCLE_IN_CHARGE}
    if not led:
        return mine
    return mine | (Q(escalates_at__lte=now) & _in(None if "" in led else frozenset(led)))


def _in(units: frozenset[str] | None) -> Q:
    return Q() if units is None else Q(case__in=Case.objects.filter(unit__in=units).values("pk"))


def _line(row: CaseDeadline, now: datetime) -> Line:
    named = stages_of(row.case.pack).get(row.rule)
    title, basis = (named[0], named[1].basis) if named else (row.rule, "")
    come = sum(datetime.fromisoformat(alarm) <= now for alarm in row.alarms)
    escalated = row.escalates_at if row.escalates_at is not None and row.escalates_at <= now else None
    standing = str(getattr(row, "standing", Standing(row.state).value))
    return Line(row, title, basis, standing, come, len(row.alarms), escalated)
