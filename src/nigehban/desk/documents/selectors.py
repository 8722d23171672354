"""Reads of documents."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case
from nigehban.desk.documents.errors import NoSuchCaseDocumentError
from nigehban.desk.documents.models import CaseDocument, Revision
from nigehban.desk.documents.models.document import CaseDocumentQuerySet
from nigehban.jurisdiction.documents import Document, Documents, find_document, load_documents


class Shown(NamedTuple):
    """A document with what its pack says of it, its revisions (newest first) and how it stands."""

    record: CaseDocument
    documents: Documents
    document: Document
    revisions: tuple[Revision, ...]

    @property
    def last(self) -> Revision:
        """The revision that counts."""
        return self.revisions[0]

    @property
    def approved(self) -> bool:
        """Whether its words stand for ever."""
        return stands(self.last)


def stands(revision: Revision) -> bool:
    """Whether a revision was approved."""
    verdict = getattr(revision, "verdict", None)
    return verdict is not None and verdict.approved


def shown(officer: Officer, number: str, pk: int) -> Shown:
    """A document of a case that the officer sees. Raises ``NoSuchCaseDocumentError``."""
    record = _with_revisions().visible_to(officer).filter(case__number=number, pk=pk).first()
    if record is None:
        raise NoSuchCaseDocumentError(_("You see no such document of case %(number)s.") % {"number": number})
    documents = load_documents(record.case.pack)
    return Shown(record, documents, find_document(documents, record.kind), tuple(record.revisions.all()))


def of_case(officer: Officer, case: Case) -> list[CaseDocument]:
    """The documents of a case, newest first, each with its revisions."""
    return list(_with_revisions().visible_to(officer).filter(case=case).order_by("-id"))


def _with_revisions() -> CaseDocumentQuerySet:
    revisions = Revision.objects.select_related("made_by", "verdict__given_by").order_by("-number")
    return CaseDocument.objects.select_related("case", "accused", "begun_by").prefetch_related(
        Prefetch("revisions", revisions)
    )
