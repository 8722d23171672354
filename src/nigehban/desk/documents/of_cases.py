"""What the page of a case asks about its documents."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language

from nigehban.desk.cases.models import Case
from nigehban.desk.cases.sections import Documents
from nigehban.desk.documents.models import CaseDocument
from nigehban.jurisdiction.documents import load_documents


def _address(case: Case, kind: str) -> str | None:
    """Where a document is begun; ``None`` for one that comes from others."""
    document = load_documents(case.pack).documents.get(kind)
    return None if document is None or document.received else reverse("documents:new", args=[case.number, kind])


def _written(case: Case) -> frozenset[str]:
    """The kinds of which there is one, as a draft at least."""
    return frozenset(CaseDocument.objects.filter(case=case).values_list("kind", flat=True))


def _title(case: Case, kind: str) -> str:
    document = load_documents(case.pack).documents.get(kind)
    if document is None:
        return kind.replace("_", " ")
    language = (get_language() or "en").partition("-")[0]
    return document.title.get(language) or next(iter(document.title.values()))


OF_CASES = Documents(address=_address, written=_written, title=_title)
