"""Cases."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query

from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.v1.needs import operation
from nigehban.desk.api.v1.reading import listed, note_look
from nigehban.desk.api.v1.schemas.cases import CasePage, CasesAsked, DeadlinePage, EventPage, EventsAsked, WholeCase
from nigehban.desk.api.v1.schemas.common import Listing
from nigehban.desk.cases.models import Case, CaseDeadline, CaseEvent
from nigehban.desk.cases.selectors import CaseFilter, cases_for

_PART = 500


@operation("GET", "/cases", Scope.CASES_READ, CasePage, summary="Cases, the newest first")
def cases(request: HttpRequest, asked: Query[CasesAsked]) -> dict[str, Any]:
    """A page of the cases that the officer sees."""
    wanted = CaseFilter(asked.mine, asked.unit, asked.state, asked.overdue)
    rows = _with_update(cases_for(officer_of(request), wanted))
    if asked.updated_since is not None:
        rows = rows.filter(_written_since(asked.updated_since))
    return listed("cases", rows, ("-id",), asked, _told)


@operation("GET", "/cases/{number}", Scope.CASES_READ, WholeCase, summary="A case")
def case(request: HttpRequest, number: str) -> dict[str, Any]:
    """A case with its parties, by pseudonyms, and the leads that it was made of."""
    found = _seen(request, number)
    parties = found.parties.filter(removed_at=None).order_by("role", "id")[:_PART]
    own = {
        "pack": found.pack,
        "version": found.version,
        "parties": [{"role": party.role, "called": party.pseudonym} for party in parties],
        "leads": list(found.leads.order_by("id").values_list("lead", flat=True)[:_PART]),
    }
    return _told(found) | own


@operation("GET", "/cases/{number}/deadlines", Scope.CASES_READ, DeadlinePage, summary="The deadlines of a case")
def case_deadlines(request: HttpRequest, number: str, asked: Query[Listing]) -> dict[str, Any]:
    """A page of the case's deadlines, as they stand now."""
    found = _seen(request, number)
    rows = CaseDeadline.objects.filter(case=found).standing_at(timezone.now()).select_related("party")
    return listed(f"deadlines of {found.pk}", rows, ("sort_at", "id"), asked, _deadline)


@operation("GET", "/cases/{number}/events", Scope.CASES_READ, EventPage, summary="What happened in a case")
def case_events(request: HttpRequest, number: str, asked: Query[EventsAsked]) -> dict[str, Any]:
    """A page of what was recorded, in the order in which the desk learned of it."""
    found = _seen(request, number)
    rows = found.events.filter(withdraws=None).select_related("party", "withdrawn_by")
    if asked.recorded_since is not None:
        since = asked.recorded_since
        rows = rows.filter(Q(recorded_at__gte=since) | Q(withdrawn_by__recorded_at__gte=since))
    return listed(f"events of {found.pk}", rows, ("id",), asked, _event)


def _seen(request: HttpRequest, number: str) -> Case:
    found = _with_update(cases_for(officer_of(request), CaseFilter())).filter(number=number).first()
    if found is None:
        raise Http404(f"You see no case {number[:40]}.")
    note_look(request, "case", found.pk)
    return found


def _with_update(rows: QuerySet[Case]) -> QuerySet[Case]:
    """With ``updated_at``, by the histories that the database writes."""
    history = Case._meta.get_field("history").related_model
    changed = (
        history._default_manager.filter(pgh_obj=OuterRef("pk")).values("pgh_obj").annotate(last=Max("pgh_created_at"))
    )
    happened = CaseEvent.objects.filter(case=OuterRef("pk")).values("case").annotate(last=Max("recorded_at"))
    update = Greatest(F("opened_at"), Subquery(changed.values("last")), Subquery(happened.values("last")))
    return rows.select_related("merged_into").annotate(updated_at=update)


def _written_since(since: object) -> Q:
    history = Case._meta.get_field("history").related_model
    changed = history._default_manager.filter(pgh_obj=OuterRef("pk"), pgh_created_at__gte=since)
    return Q(Exists(changed)) | Q(Exists(CaseEvent.objects.filter(case=OuterRef("pk"), recorded_at__gte=since)))


def _told(found: Case) -> dict[str, Any]:
    same = ("number", "unit", "state", "gist", "register_number", "sealed", "opened_at", "updated_at", "next_due")
    into = found.merged_into
    return {name: getattr(found, name) for name in same} | {"merged_into": into.number if into else None}


def _deadline(row: CaseDeadline) -> dict[str, Any]:
    same = ("rule", "weight", "standing", "since", "due", "done_at")
    return {name: getattr(row, name) for name in same} | {"concerns": row.party.pseudonym if row.party else None}


def _event(row: CaseEvent) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("id", "type", "at", "recorded_at", "ref")}
    withdrawn = getattr(row, "withdrawn_by", None) is not None
    return told | {"concerns": row.party.pseudonym if row.party else None, "withdrawn": withdrawn}
