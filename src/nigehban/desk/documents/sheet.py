"""A document as a page of its own: head and foot, the text, who signs, and on what it stands."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from nigehban.jurisdiction.documents import Document, Documents, standing, written
from nigehban.jurisdiction.documents.plain_text import inline, plain


class Sheet(NamedTuple):
    """What a page is made of. ``body`` and ``signatures`` are HTML that was made or sanitised here."""

    language: str
    case_number: str
    agency: str
    unit: str
    body: str
    signatures: str
    approved: bool
    court_copy: bool = False
    revision: int = 0


def content_digest(document: Document, language: str, body: str) -> str:
    """The SHA-256 that a document is known by: of its id, its language and its text."""
    return sha256(f"{document.id}\0{language}\0{body}".encode("utf-8", "surrogatepass")).hexdigest()


def page_html(documents: Documents, document: Document, sheet: Sheet) -> str:
    """The whole page, ready for ``render_pdf``."""
    language, title = sheet.language, plain(document.title[sheet.language])
    return (
        f'<!doctype html><html lang="{language}" dir="{written(language)}"><head><meta charset="utf-8">'
        f"<title>{title} {plain(sheet.case_number)}</title></head><body>"
        f"{_head(documents, document, sheet)}{_foot(documents, document, sheet)}"
        f'<p class="agency">{inline(sheet.agency)}</p><p class="unit">{inline(sheet.unit)}</p><h1>{title}</h1>'
        f"{_status(documents, sheet)}{sheet.body}{sheet.signatures}{_standing(documents, document, language)}"
        "</body></html>"
    )


def _head(documents: Documents, document: Document, sheet: Sheet) -> str:
    words = documents.words[sheet.language]
    number = f"{plain(words['case_number'])}: {inline(sheet.case_number)}"
    left = inline(document.title[sheet.language])
    return f'<div class="head"><table><tr><td>{left}</td><td class="end">{number}</td></tr></table></div>'


def _foot(documents: Documents, document: Document, sheet: Sheet) -> str:
    words, heading = documents.words[sheet.language], documents.heading
    pages = f'{plain(words["page"])} <span class="page"></span> {plain(words["of"])} <span class="pages"></span>'
    name = inline(f"{document.id} · {heading.code} {heading.version} · {sheet.revision}")
    digest = content_digest(document, sheet.language, sheet.body)
    return (
        f'<div class="foot"><table><tr><td>{name}</td><td class="end">{pages}</td></tr></table>'
        f'<div class="digest">{plain(words["digest"])} <bdi dir="ltr">{digest}</bdi></div></div>'
    )


def _status(documents: Documents, sheet: Sheet) -> str:
    words = documents.words[sheet.language]
    told = [words["copy_court"]] if sheet.court_copy else []
    told += [] if sheet.approved else [words["draft"]]
    return "".join(f'<p class="status"><span>{plain(one)}</span></p>' for one in told)


def _standing(documents: Documents, document: Document, language: str) -> str:
    basis, *others = standing(documents, document, language)
    told = " ".join(map(inline, others))
    return f'<section class="standing"><p>{inline(basis)}</p><p>{told}</p></section>'
