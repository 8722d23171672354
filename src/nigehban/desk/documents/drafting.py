"""Drafts of documents: what a case knows filled in, and the pages made of it. No database: facts are passed in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from nigehban.desk.documents.sanitising import sanitise
from nigehban.desk.documents.sheet import Sheet, page_html
from nigehban.jurisdiction.documents import (
    Breach,
    Document,
    Documents,
    body_html,
    breaches,
    fill,
    find_document,
    load_documents,
    signatures_html,
)


class Draft(NamedTuple):
    """A document before it is stored. ``origins``: by field, the path of the case's facts that filled it."""

    documents: Documents
    document: Document
    language: str
    values: dict[str, Any]
    origins: dict[str, str]
    missing: tuple[str, ...]

    @property
    def body(self) -> str:
        """The text, as the template says it."""
        return body_html(self.documents, self.document, self.language, self.values)

    def breaches(self, sealed_names: Collection[str] = ()) -> list[Breach]:
        """What keeps it from being approved."""
        return breaches(self.documents, self.document, self.language, self.values, sealed_names)


def draft(
    facts: Mapping[str, Any], document_id: str, language: str, *, pack: str = "pk", identities: bool = False
) -> Draft:
    """A document of a pack filled from the facts of a case (docs/documents.md).

    Raises a leaf of ``DocumentError``, or ``PackError``.
    """
    documents = load_documents(pack)
    document = find_document(documents, document_id)
    filled = fill(documents, document, facts, identities=identities)
    return Draft(documents, document, language, filled.values, filled.origins, filled.missing)


def render_html(
    written: Draft,
    facts: Mapping[str, Any],
    *,
    body: str | None = None,
    approved: bool = False,
    court_copy: bool = False,
    revision: int = 0,
) -> str:
    """A whole page. ``body`` is the text as an officer edited it (it is sanitised), or the template's own."""
    text = written.body if body is None else sanitise(body)
    signatures = signatures_html(written.documents, written.document, written.language, written.values)
    sheet = Sheet(
        language=written.language,
        case_number=_text(facts, "case", "number"),
        agency=_text(facts, "agency", "name"),
        unit=_text(facts, "unit", "name"),
        body=text,
        signatures=signatures,
        approved=approved,
        court_copy=court_copy,
        revision=revision,
    )
    return page_html(written.documents, written.document, sheet)


def _text(facts: Mapping[str, Any], part: str, key: str) -> str:
    found = facts.get(part)
    return str(found.get(key) or "") if isinstance(found, Mapping) else ""
