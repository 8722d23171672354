"""A draft becomes a document, by a second person where the pack asks for two; or it goes back to be mended."""

from __future__ import annotations

import re
from collections.abc import Sequence

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.policies import may, require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.documents.errors import (
    ApprovedAlreadyError,
    NoReasonGivenError,
    NotReadyError,
    SamePersonError,
    StaleDraftError,
)
from nigehban.desk.documents.models import CaseDocument, Verdict
from nigehban.desk.documents.sealed import names_under_seal
from nigehban.desk.documents.selectors import Shown
from nigehban.desk.documents.use_cases.revising import locked
from nigehban.jurisdiction.documents import Breach, Weight, breaches, names_in

_log = structlog.get_logger("nigehban.desk.documents")
_TAG = re.compile("<[^>]*>")
APPROVERS = (Permission.LEAD_CIRCLE, Permission.REVIEW_LAW)
"""Who may be the second person; one of them is enough."""


def approve(officer: Officer, document: CaseDocument, revision: int) -> Verdict:
    """Let the words of a revision stand. Raises ``NotPermittedError``, ``NotReadyError``, ``SamePersonError``,
    ``StaleDraftError``, ``ApprovedAlreadyError``, ``NoSuchCaseDocumentError``.
    """
    with transaction.atomic():
        found = _undecided(officer, document, revision)
        _may_approve(officer, found)
        refused = [one for one in breaches_of(found) if one.weight is Weight.REFUSE]
        if refused:
            raise NotReadyError(refused)
        verdict = Verdict.objects.create(revision=found.last, approved=True, given_by=officer)
    _log.info("document approved", document=document.pk, revision=revision, officer=officer.pk)
    return verdict


def send_back(officer: Officer, document: CaseDocument, revision: int, reason: str) -> Verdict:
    """Send a revision back to be mended, with the reason. Raises like ``approve``, and ``NoReasonGivenError``."""
    if not reason.strip():
        raise NoReasonGivenError(_("Say what has to be mended."))
    with transaction.atomic():
        found = _undecided(officer, document, revision)
        _may_approve(officer, found)
        verdict = Verdict.objects.create(revision=found.last, approved=False, reason=reason.strip(), given_by=officer)
    _log.info("document sent back", document=document.pk, revision=revision, officer=officer.pk)
    return verdict


def breaches_of(found: Shown) -> Sequence[Breach]:
    """What is wrong with the last revision: its fields, its rules, and a victim's name where none may stand."""
    sealed = frozenset() if found.record.court_copy else names_under_seal(found.record.case)
    told = breaches(found.documents, found.document, found.record.language, found.last.fields, sealed)
    if found.last.edited and names_in(_TAG.sub(" ", found.last.html), sealed):
        said = found.documents.words[found.record.language]["name_sealed"]
        told.append(Breach("", said, Weight.REFUSE))
    return told


def may_approve(officer: Officer, found: Shown) -> bool:
    """Whether the page offers the decision."""
    try:
        _may_approve(officer, found)
    except (NotPermittedError, SamePersonError):
        return False
    return True


def _undecided(officer: Officer, document: CaseDocument, revision: int) -> Shown:
    found = locked(officer, document)
    if found.approved:
        raise ApprovedAlreadyError(_("This document is approved already."))
    if found.last.number != revision or hasattr(found.last, "verdict"):
        raise StaleDraftError(_("The draft was changed or sent back meanwhile. Look at the last revision."))
    return found


def _may_approve(officer: Officer, found: Shown) -> None:
    if not found.document.two_persons:
        require(officer, Permission.WORK_CASES)
        return
    if not any(may(officer, one, found.record.case.unit) for one in APPROVERS):
        raise NotPermittedError(_("The head of the circle or the legal branch approves this document."))
    if officer.pk in {one.made_by_id for one in found.revisions}:
        raise SamePersonError(_("You wrote this document; another person approves it."))
