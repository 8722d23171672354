"""Who a victim is: put under seal, and opened for one look, with a reason, to who may."""

from __future__ import annotations

from datetime import date

import structlog
from django.db import connection, transaction
from django.utils.translation import gettext as _

from nigehban.desk.access.errors import NoReasonError
from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import OtherCaseError
from nigehban.desk.cases.models import Party, PartyRole, SealedIdentity
from nigehban.desk.cases.selectors import seen_case

_log = structlog.get_logger("nigehban.desk.cases")


def seal_identity(
    officer: Officer,
    party: Party,
    *,
    name: str,
    born: date | None = None,
    address: str = "",
    details: dict[str, str] | None = None,
) -> None:
    """Put under seal who a victim is; what was sealed before is replaced, and stays in the history.

    Raises ``NotPermittedError``, a leaf of ``CaseError``.
    """
    require(officer, Permission.WORK_CASES)
    _check(officer, party)
    with transaction.atomic():
        _unsealed(party.pk)
        known = {"name": name, "born": born, "address": address, "details": details or {}, "sealed_by": officer}
        SealedIdentity.objects.update_or_create(party=party, defaults=known)
        _unsealed(None)
    _log.info("identity sealed", party=party.pk, officer=officer.pk)


def open_identity(officer: Officer, party: Party, reason: str) -> SealedIdentity | None:
    """Who a victim is; ``None`` when nobody has said. The view notes the read (``note_read``) with the reason.

    Raises ``NotPermittedError``, ``NoReasonError``, a leaf of ``CaseError``.
    """
    require(officer, Permission.UNSEAL)
    _check(officer, party)
    if not reason.strip():
        raise NoReasonError(_("Say why you need to know who the victim is."))
    with transaction.atomic():
        _unsealed(party.pk)
        found = SealedIdentity.objects.filter(party=party).first()
        _unsealed(None)
    _log.info("identity opened", party=party.pk, officer=officer.pk)
    return found


def _check(officer: Officer, party: Party) -> None:
    seen_case(officer, party.case.number)
    if party.role != PartyRole.VICTIM:
        raise OtherCaseError(_("%(party)s is no victim: only victims are under seal.") % {"party": party})


def _unsealed(party: int | None) -> None:
    """Row security shows this identity from here on in the transaction, and no other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('nigehban.unsealed', %s, true)", ["" if party is None else str(party)])
