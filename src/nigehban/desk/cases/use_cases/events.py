"""Recording what happened, and taking a mistake back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.deadlines import rederive
from nigehban.desk.cases.errors import WithdrawnAlreadyError
from nigehban.desk.cases.models import Case, CaseEvent, Party
from nigehban.desk.cases.models.event import WITHDRAWN
from nigehban.desk.cases.use_cases.records import locked, said, write_event

_log = structlog.get_logger("nigehban.desk.cases")


def record_event(
    officer: Officer,
    case: Case,
    type: str,  # noqa: A002 - the pack's own word
    at: datetime,
    *,
    party: Party | None = None,
    ref: str = "",
    data: dict[str, Any] | None = None,
) -> CaseEvent:
    """Add an event of the case's pack, unless the law forbids it; ``at`` has a zone.

    Raises ``NotPermittedError``, a leaf of ``CaseError``.
    """
    require(officer, Permission.WORK_CASES)
    with transaction.atomic():
        return write_event(officer, locked(officer, case), type, at, party=party, ref=ref, data=data)


def withdraw_event(officer: Officer, event: CaseEvent, reason: str) -> CaseEvent:
    """Take an event back; it stays in the record, and nothing is counted from it. Raises a leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    reason = said(reason, _("Say why the event is taken back: it stays in the record with the reason."))
    try:
        with transaction.atomic():
            case = locked(officer, event.case)
            taken_back = CaseEvent.objects.create(
                case=case,
                type=WITHDRAWN,
                at=event.at,
                party=event.party,
                data={"reason": reason},
                recorded_by=officer,
                withdraws=event,
            )
            rederive(case)
    except IntegrityError as error:
        raise WithdrawnAlreadyError(_("This event was withdrawn before.")) from error
    _log.info("event withdrawn", case=event.case_id, number=event.pk, officer=officer.pk)
    return taken_back
