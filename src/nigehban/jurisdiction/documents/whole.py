"""A document as a whole: its heading, its text, who signs, and on what it stands. The program writes all but the text.

What the program writes cannot be left out by a template: the source, the pack's version, and that counsel has still to
review it.
"""

from __future__ import annotations

from collections.abc import Mapping

from nigehban.jurisdiction.documents.kinds import Value
from nigehban.jurisdiction.documents.plain_text import inline
from nigehban.jurisdiction.documents.records import Document, Documents, Signatory
from nigehban.jurisdiction.documents.template.rendering import Renderer

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ks", "pa-pk", "ps", "sd", "ug", "ur"})


def written(language: str) -> str:
    """``rtl`` or ``ltr``: how a language is written."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def body_html(documents: Documents, document: Document, language: str, values: Mapping[str, Value]) -> str:
    """The text of a document, which an officer may edit: the template with its values."""
    return _renderer(documents, document, language, values).html(document.templates[language].nodes)


def signatures_html(documents: Documents, document: Document, language: str, values: Mapping[str, Value]) -> str:
    """The places to sign."""
    renderer = _renderer(documents, document, language, values)
    signers = "".join(_signer(renderer, one) for one in document.signatories)
    return f'<section class="signatures">{signers}</section>' if signers else ""


def standing(documents: Documents, document: Document, language: str) -> tuple[str, ...]:
    """The sentences that every document carries: basis, source and version, and what is still to be reviewed."""
    words, heading = documents.words[language], documents.heading
    found = [
        f"{words['basis']}: {document.basis}. {words['source']}: {document.source} ({document.confidence}).",
        f"{words['pack']} {heading.code}, {words['version']} {heading.version}; {words['document']} {document.id}.",
    ]
    if heading.review:
        found.append(words["review"])
    if language in document.needs_reader:
        found.append(words["needs_reader"])
    return tuple(found)


def _renderer(documents: Documents, document: Document, language: str, values: Mapping[str, Value]) -> Renderer:
    return Renderer(documents.heading, documents.words[language], document.fields, values)


def _signer(renderer: Renderer, one: Signatory) -> str:
    title = inline(one.title[renderer.words.language])
    return f'<div class="signer"><p class="line">{title}</p>{_names(renderer, one)}</div>'


def _names(renderer: Renderer, one: Signatory) -> str:
    """The name under the line; a list of persons has a line for each."""
    value = renderer.values.get(one.field) if one.field else None
    rows = value if isinstance(value, list) else [value] if isinstance(value, Mapping) else []
    texts = [", ".join(row[key] for key in ("name", "rank", "service_number") if key in row) for row in rows]
    return "".join(f"<p>{inline(text)}</p>" for text in texts)
