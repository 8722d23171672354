"""A document as it will be printed, its history, and the PDF."""

from __future__ import annotations

import structlog
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import may, policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.documents.forms import ReasonForm
from nigehban.desk.documents.models import Revision
from nigehban.desk.documents.paper import printed_page
from nigehban.desk.documents.pdf import PdfError, render_pdf
from nigehban.desk.documents.sanitising import sanitise
from nigehban.desk.documents.selectors import Shown
from nigehban.desk.documents.use_cases.approving import breaches_of, may_approve
from nigehban.desk.documents.views.finding import the_document
from nigehban.jurisdiction.documents import Weight, standing, written

_log = structlog.get_logger("nigehban.desk.documents")


@policy(Permission.SEE_CASES)
@require_safe
def document(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The last revision, what keeps it from being approved, and its history."""
    found = the_document(request, number, pk)
    officer = officer_of(request)
    may_write = may(officer, Permission.WORK_CASES)
    decides = may_approve(officer, found) and not found.approved and not hasattr(found.last, "verdict")
    told = breaches_of(found) if (may_write or decides) and not found.approved else []
    context = _context(found, found.last) | {
        "refused": [one for one in told if one.weight is Weight.REFUSE],
        "warned": [one for one in told if one.weight is Weight.WARN],
        "may_write": may_write and not found.approved,
        "decides": decides,
        "form": ReasonForm(),
    }
    return render(request, "documents/document.html", context)


@policy(Permission.SEE_CASES)
@require_safe
def revision(request: HttpRequest, number: str, pk: int, revision: int) -> HttpResponse:
    """What a document said before."""
    found = the_document(request, number, pk)
    return render(request, "documents/document.html", _context(found, _revision(found, revision)))


@policy(Permission.SEE_CASES)
@require_safe
def pdf(request: HttpRequest, number: str, pk: int, revision: int) -> HttpResponse:
    """A revision as a PDF; the name of the file holds numbers only."""
    found = the_document(request, number, pk)
    try:
        made = render_pdf(printed_page(found, _revision(found, revision)))
    except PdfError as error:
        _log.error("no pdf", document=pk, revision=revision, problem=str(error))
        return render(request, "documents/no_pdf.html", _context(found, found.last) | {"problem": error}, status=503)
    name = f"{found.record.case.number}-{found.record.kind}-{pk}-{revision}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _revision(found: Shown, number: int) -> Revision:
    for one in found.revisions:
        if one.number == number:
            return one
    raise Http404(_("There is no such revision."))


def _context(found: Shown, shown: Revision) -> dict[str, object]:
    language = found.record.language
    return {
        "section": "cases",
        "case": found.record.case,
        "found": found,
        "shown": shown,
        "direction": written(language),
        "body": mark_safe(sanitise(shown.html)),  # noqa: S308 - sanitised on the way in and again here
        "standing": standing(found.documents, found.document, language),
        "labels": {name: field.label for name, field in found.document.fields.items()},
    }
