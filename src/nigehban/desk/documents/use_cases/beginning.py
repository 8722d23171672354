"""A new document, filled from what the case knows."""

from __future__ import annotations

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, Party, PartyRole, SealedIdentity
from nigehban.desk.cases.selectors import seen_case
from nigehban.desk.cases.use_cases import open_identity
from nigehban.desk.documents.drafting import Draft, draft
from nigehban.desk.documents.errors import NoReasonGivenError, NotOfThisCaseError
from nigehban.desk.documents.facts import facts_of
from nigehban.desk.documents.models import CaseDocument
from nigehban.desk.documents.use_cases.revising import add_revision

_log = structlog.get_logger("nigehban.desk.documents")


def begin(
    officer: Officer, case: Case, kind: str, language: str, *, accused: Party | None = None, unseal_because: str = ""
) -> CaseDocument:
    """A document of the case's pack with its first revision.

    With ``unseal_because`` it is a court copy: the identities of the victims are opened for it, one by one, which asks
    for the right to unseal; the view notes each read. Raises ``NotPermittedError``, ``NoSuchCaseError``, a leaf of
    ``DocumentError`` or of ``CaseDocumentError``.
    """
    require(officer, Permission.WORK_CASES)
    seen_case(officer, case.number)
    if accused is not None and accused.case_id != case.pk:
        raise NotOfThisCaseError(_("The accused is a party of another case."))
    with transaction.atomic():
        made = _draft(officer, case, kind, language, accused, unseal_because)
        document = CaseDocument.objects.create(
            case=case,
            kind=kind,
            language=made.language,
            pack_version=made.documents.heading.version,
            accused=accused,
            court_copy=bool(unseal_because),
            begun_by=officer,
        )
        add_revision(officer, document, made, number=1)
    _log.info("document begun", case=case.pk, document=document.pk, kind=kind, officer=officer.pk)
    return document


def _draft(officer: Officer, case: Case, kind: str, language: str, accused: Party | None, reason: str) -> Draft:
    """The draft; whether the document may carry identities is asked before a seal is opened."""
    draft({}, kind, language, pack=case.pack, identities=bool(reason))
    identities = _opened(officer, case, reason) if reason else {}
    facts = facts_of(case, officer, language, accused=accused, identities=identities)
    return draft(facts, kind, language, pack=case.pack, identities=bool(reason))


def _opened(officer: Officer, case: Case, reason: str) -> dict[int, SealedIdentity]:
    if not reason.strip():
        raise NoReasonGivenError(_("Say why the court copy needs the identity of the victim."))
    victims = case.parties.filter(role=PartyRole.VICTIM, removed_at=None).select_related("case")
    found = {party.pk: open_identity(officer, party, reason) for party in victims}
    return {pk: identity for pk, identity in found.items() if identity is not None}
