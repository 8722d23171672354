"""Documents: what a country's officers write, as data; filled from a case, checked, and rendered as plain HTML.

``load_documents("pk")`` gives a pack's ``Documents``; ``fill`` the values that a case knows; ``breaches`` what keeps a
document from being approved; ``body_html`` its text. Pure: no clock, no database, no Django.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from nigehban.jurisdiction.documents.checks import check_documents
from nigehban.jurisdiction.documents.errors import (
    DocumentError,
    IdentityNotAllowedError,
    NoSuchDocumentError,
    ReceivedDocumentError,
)
from nigehban.jurisdiction.documents.filling import Filled, fill
from nigehban.jurisdiction.documents.kinds import FieldKind
from nigehban.jurisdiction.documents.reading import read_documents
from nigehban.jurisdiction.documents.records import Column, Document, Documents, Field, Identity, Weight
from nigehban.jurisdiction.documents.rules import Breach, breaches, names_in
from nigehban.jurisdiction.documents.values import tidy
from nigehban.jurisdiction.documents.whole import body_html, signatures_html, standing, written
from nigehban.jurisdiction.loader import find_pack
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.procedure import load_procedure

__all__ = [
    "Breach",
    "Column",
    "Document",
    "DocumentError",
    "Documents",
    "Field",
    "FieldKind",
    "Filled",
    "Identity",
    "IdentityNotAllowedError",
    "NoSuchDocumentError",
    "ReceivedDocumentError",
    "Weight",
    "body_html",
    "breaches",
    "fill",
    "find_document",
    "load_documents",
    "names_in",
    "signatures_html",
    "standing",
    "tidy",
    "written",
]


def load_documents(code_or_path: str | Path) -> Documents:
    """The documents of a pack, read once a process. Raises ``PackError`` for the first thing that is wrong."""
    return _load(find_pack(code_or_path))


def find_document(documents: Documents, name: str) -> Document:
    """A document that can be written. Raises ``NoSuchDocumentError`` or ``ReceivedDocumentError``."""
    found = documents.documents.get(name)
    if found is None:
        raise NoSuchDocumentError(name, documents.documents)
    if found.received:
        raise ReceivedDocumentError(name)
    return found


@lru_cache(maxsize=16)
def _load(folder: Path) -> Documents:
    problems = Problems()
    documents = read_documents(folder, problems)
    problems.raise_first()
    check_documents(documents, load_procedure(folder), problems)
    problems.raise_first()
    return documents
