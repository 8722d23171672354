"""A stored revision as the page that is printed."""

from __future__ import annotations

from nigehban.desk.documents.facts import agency_name
from nigehban.desk.documents.models import Revision
from nigehban.desk.documents.sanitising import sanitise
from nigehban.desk.documents.selectors import Shown, stands
from nigehban.desk.documents.sheet import Sheet, page_html
from nigehban.jurisdiction import unit_names
from nigehban.jurisdiction.documents import signatures_html


def printed_page(found: Shown, revision: Revision) -> str:
    """The HTML that ``render_pdf`` takes; a revision that was not approved says that it is a draft."""
    record, language = found.record, found.record.language
    sheet = Sheet(
        language=language,
        case_number=record.case.number,
        agency=agency_name(record.case.pack, language),
        unit=unit_names(record.case.pack).full(record.case.unit, language).text,
        body=sanitise(revision.html),
        signatures=signatures_html(found.documents, found.document, language, revision.fields),
        approved=stands(revision),
        court_copy=record.court_copy,
        revision=revision.number,
    )
    return page_html(found.documents, found.document, sheet)
