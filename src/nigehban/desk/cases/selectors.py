"""Reads of cases."""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.models import Membership, RecordKind
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import NoSuchCaseError
from nigehban.desk.cases.models import Case, CaseDeadline, CaseEvent

_MERGED = 50


def seen_case(officer: Officer, number: str) -> Case:
    """The case of that number. Raises ``NoSuchCaseError`` when the officer sees none."""
    case = Case.objects.visible_to(officer).filter(number=number).first()
    if case is None:
        raise NoSuchCaseError(
            _("You see no case %(number)s. Its members can ask for you to be added.") % {"number": number}
        )
    return case


def standing_events(case: Case) -> list[CaseEvent]:
    """What happened, in its order, without what was withdrawn."""
    return list(case.events.standing().select_related("party").order_by("at", "id"))


class CaseFilter(NamedTuple):
    """How the list of cases is narrowed."""

    mine: bool = False
    unit: str = ""
    state: str = ""
    overdue: bool = False


def cases_for(officer: Officer, wanted: CaseFilter) -> QuerySet[Case]:
    """The cases that the officer sees, narrowed; each with ``next_due``, the soonest time that nothing answered yet."""
    now = timezone.now()
    cases = Case.objects.visible_to(officer)
    if wanted.mine:
        own = Membership.objects.live().filter(officer=officer, kind=RecordKind.CASE)
        cases = cases.filter(pk__in=own.values("record"))
    if wanted.unit:
        cases = cases.filter(unit=wanted.unit)
    if wanted.state:
        cases = cases.filter(state=wanted.state)
    own_deadlines = CaseDeadline.objects.filter(case=OuterRef("pk"))
    if wanted.overdue:
        cases = cases.filter(Exists(own_deadlines.missed_at(now)))
    soonest = own_deadlines.unanswered_at(now).filter(due__isnull=False).order_by("sort_at", "id")
    return cases.annotate(next_due=Subquery(soonest.values("due")[:1]))


def merged_with(officer: Officer, case: Case) -> tuple[str, list[str]]:
    """The number of the case that this one went into, and those that went into this one; only what the officer sees."""
    seen = Case.objects.visible_to(officer)
    into = seen.filter(pk=case.merged_into_id).values_list("number", flat=True).first() if case.merged_into_id else None
    return into or "", list(seen.filter(merged_into=case).order_by("-id").values_list("number", flat=True)[:_MERGED])


def members_of(case: Case) -> QuerySet[Membership]:
    """Who is on a case now."""
    live = Membership.objects.live().filter(kind=RecordKind.CASE, record=case.pk)
    return live.select_related("officer").order_by(F("officer__username"))


def case_of_lead(lead: str) -> str | None:
    """The number of the open case that a lead is in, whoever asks (migration 0004)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nigehban_case_of_lead(%s)", [lead])
        found = cursor.fetchone()
    return str(found[0]) if found and found[0] else None
