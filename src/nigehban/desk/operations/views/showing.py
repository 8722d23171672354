"""An operation, its board and its briefing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nigehban.desk.access.models import Membership, RecordKind
from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.reads import note_read
from nigehban.desk.documents.pdf import PdfError, render_pdf
from nigehban.desk.operations import selectors
from nigehban.desk.operations.board import COLUMNS, board_of
from nigehban.desk.operations.models import Operation, OperationState
from nigehban.desk.operations.policies import may_run
from nigehban.desk.operations.views.finding import operation_at
from nigehban.desk.operations.views.listing import circle_names


@policy(Permission.SEE_OPERATIONS)
@require_safe
def operation(request: HttpRequest, number: int) -> HttpResponse:
    """Everything about an operation that the officer may see."""
    found = operation_at(request, number)
    note_read(request, "operation", found.pk)
    context = _planned(found) | {
        "conflicts": selectors.conflicts_of(found),
        "members": _members(found),
        "following": OperationState(found.state).following,
        "may_run": may_run(officer_of(request), found),
    }
    return render(request, "operations/operation.html", context)


@policy(Permission.SEE_OPERATIONS)
@require_safe
def board(request: HttpRequest, number: int) -> HttpResponse:
    """The live board; to htmx its table alone."""
    found = operation_at(request, number)
    shown = {"operation": found, "section": "operations", "columns": COLUMNS, "board": board_of(found)}
    shown |= {"unit_names": circle_names(found.pack)}
    if request.headers.get("HX-Request"):
        return render(request, "operations/_board.html", shown)
    note_read(request, "operation", found.pk)
    return render(request, "operations/board.html", shown | {"results": selectors.results_of(found)})


@policy(Permission.SEE_OPERATIONS)
@require_safe
def briefing(request: HttpRequest, number: int) -> HttpResponse:
    """The briefing sheet, to be read and printed."""
    found = operation_at(request, number)
    note_read(request, "operation", found.pk, _("briefing sheet"))
    return render(request, "operations/briefing.html", _planned(found))


@policy(Permission.SEE_OPERATIONS)
@require_safe
def briefing_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """The briefing sheet as a PDF, with whom it was made for."""
    found = operation_at(request, number)
    note_read(request, "operation", found.pk, _("briefing sheet (PDF)"))
    html = render_to_string(
        "operations/briefing_paper.html", _planned(found) | {"officer": officer_of(request)}, request
    )
    try:
        pdf = render_pdf(html)
    except PdfError as error:
        return render(request, "operations/no_pdf.html", {"operation": found, "problem": str(error)}, status=503)
    name = f"operation-{found.pk}-briefing.pdf"
    return HttpResponse(pdf, "application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _planned(found: Operation) -> dict[str, Any]:
    return {
        "section": "operations",
        "operation": found,
        "unit_names": circle_names(found.pack),
        "targets": selectors.targets_of(found),
        "teams": found.teams.prefetch_related("officers").order_by("circle", "name"),
        "warrants": selectors.warrants_of(found),
        "addresses": selectors.addresses_of(found),
    }


def _members(found: Operation) -> list[Membership]:
    live = Membership.objects.live().filter(kind=RecordKind.OPERATION, record=found.pk)
    return list(live.select_related("officer", "granted_by").order_by("id"))
