"""A case: where it stands, what comes next, what the law says, what happened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.cases.board import board_of
from nigehban.desk.cases.models import Case, CaseEvent
from nigehban.desk.cases.sections import documents_of, sections
from nigehban.desk.cases.selectors import members_of
from nigehban.desk.cases.showing import board_rows, forbidden_now, shown_steps
from nigehban.desk.cases.views.common import case_of, page
from nigehban.desk.web.paging import Slice, page_of

FEW, PART = 12, 50


@policy(Permission.SEE_CASES)
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The case's page."""
    found, officer, now = case_of(request, number), officer_of(request), timezone.now()
    board = board_of(found, now)
    brought = [(one, one.context(officer, found)) for one in sections()]
    return page(
        request,
        found,
        "overview",
        "cases/case.html",
        steps=shown_steps(officer, found, now),
        rows=board_rows(board),
        forbidden=forbidden_now(board),
        board=board,
        events=events_of(found, None, FEW),
        parties=found.parties.filter(removed_at=None).select_related("person").order_by("role", "id")[:PART],
        offences=found.offences.filter(withdrawn_at=None).order_by("id")[:PART],
        tasks=found.tasks.filter(done_at=None).select_related("assignee").order_by("due", "id")[:FEW],
        leads=found.leads.order_by("id")[:FEW],
        referrals=page_of(found.referrals.all(), ("id",), None, FEW),
        members=members_of(found)[:FEW],
        brought=brought,
        has_documents=documents_of() is not None,
    )


@policy(Permission.SEE_CASES)
@require_safe
def events(request: HttpRequest, number: str) -> HttpResponse:
    """All that happened, page by page, the newest first; with what was taken back."""
    found = case_of(request, number)
    rows = events_of(found, request.GET.get("after"), PART)
    return page(request, found, "events", "cases/events.html", page=rows)


@policy(Permission.SEE_CASES)
@require_safe
def referrals(request: HttpRequest, number: str) -> HttpResponse:
    """All referrals that were joined to the case."""
    found = case_of(request, number)
    rows = page_of(found.referrals.select_related("added_by"), ("id",), request.GET.get("after"), PART)
    return page(request, found, "overview", "cases/referrals.html", page=rows)


def events_of(found: Case, after: str | None, size: int) -> Slice[CaseEvent]:
    """Events with who recorded them and what took them back."""
    rows = found.events.filter(withdraws=None).select_related("party", "recorded_by", "withdrawn_by__recorded_by")
    return page_of(rows, ("-at", "-id"), after, size)
