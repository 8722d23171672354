"""Another revision of a draft: other fields, or other words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.documents.drafting import Draft
from nigehban.desk.documents.errors import ApprovedAlreadyError, StaleDraftError
from nigehban.desk.documents.models import CaseDocument, Revision
from nigehban.desk.documents.sanitising import sanitise
from nigehban.desk.documents.selectors import Shown, shown
from nigehban.desk.documents.sheet import content_digest
from nigehban.jurisdiction.documents import tidy

_log = structlog.get_logger("nigehban.desk.documents")


def revise(
    officer: Officer,
    document: CaseDocument,
    *,
    based_on: int,
    fields: Mapping[str, Any] | None = None,
    html: str | None = None,
) -> Revision:
    """Other ``fields`` (the text is then written anew from the template), or other words (``html``, sanitised here).

    ``based_on`` is the number of the revision that the form was made on. A draft may break rules; an approval may not.
    Raises ``NotPermittedError``, ``StaleDraftError``, ``ApprovedAlreadyError``, ``NoSuchCaseDocumentError``.
    """
    require(officer, Permission.WORK_CASES)
    with transaction.atomic():
        found = locked(officer, document)
        if found.approved:
            raise ApprovedAlreadyError(_("This document is approved. Begin another one to change it."))
        if found.last.number != based_on:
            last = found.last
            raise StaleDraftError(
                _("%(made_by)s saved revision %(number)s meanwhile. Look at it first.")
                % {"made_by": last.made_by, "number": last.number}
            )
        values = found.last.fields if fields is None else _tidied(found, fields)
        made = Draft(found.documents, found.document, document.language, values, {}, ())
        revision = add_revision(officer, document, made, number=based_on + 1, html=html)
    _log.info("document revised", document=document.pk, revision=revision.number, officer=officer.pk)
    return revision


def locked(officer: Officer, document: CaseDocument) -> Shown:
    """The document as it stands, held until the end of the transaction: two officers do not decide of it at once."""
    list(CaseDocument.objects.select_for_update().filter(pk=document.pk).values_list("pk"))
    return shown(officer, document.case.number, document.pk)


def add_revision(
    officer: Officer, document: CaseDocument, made: Draft, *, number: int, html: str | None = None
) -> Revision:
    """Store what a draft says; ``html`` stands for other words than the template's."""
    body = sanitise(made.body if html is None else html)
    return Revision.objects.create(
        document=document,
        number=number,
        fields=made.values,
        html=body,
        edited=html is not None,
        digest=content_digest(made.document, made.language, body),
        made_by=officer,
    )


def _tidied(found: Shown, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Each value in its one form; what is no field of the document is nobody's."""
    zone = found.documents.heading.zone
    tidied = {name: tidy(field, fields.get(name), zone).value for name, field in found.document.fields.items()}
    return {name: value for name, value in tidied.items() if value is not None}
