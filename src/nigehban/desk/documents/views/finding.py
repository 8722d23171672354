"""From an address to a case or a document."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.reads import note_read
from nigehban.desk.cases.errors import NoSuchCaseError
from nigehban.desk.cases.models import Case
from nigehban.desk.cases.selectors import seen_case
from nigehban.desk.documents.errors import NoSuchCaseDocumentError
from nigehban.desk.documents.selectors import Shown, shown
from nigehban.jurisdiction.documents import DocumentError


def the_case(request: HttpRequest, number: str) -> Case:
    """The case that the officer may see; else the page does not exist."""
    try:
        return seen_case(officer_of(request), number)
    except NoSuchCaseError as error:
        raise Http404(str(error)) from error


def the_document(request: HttpRequest, number: str, pk: int) -> Shown:
    """The document that the officer may see, and a line in the log that the page shows it."""
    try:
        found = shown(officer_of(request), number, pk)
    except (NoSuchCaseDocumentError, DocumentError) as error:
        raise Http404(str(error)) from error
    note_read(request, "document", found.record.pk)
    return found
