"""Recording what happened, and taking a mistake back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.db import IntegrityError, transaction

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import OtherCaseError, UnknownEventError, WithdrawnAlreadyError
from nigehban.desk.cases.models import Case, CaseEvent, Party
from nigehban.desk.cases.models.event import WITHDRAWN
from nigehban.desk.cases.selectors import seen_case
from nigehban.jurisdiction.procedure import load_procedure

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
    """Add an event of the case's pack; ``at`` has a zone. Raises ``NotPermittedError``, a leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    seen_case(officer, case.number)
    if type not in load_procedure(case.pack).event_types:
        raise UnknownEventError(f"The pack {case.pack} has no event {type}.")
    if party is not None and party.case_id != case.pk:
        raise OtherCaseError(f"{party} is no party of case {case}.")
    event = CaseEvent.objects.create(
        case=case, type=type, at=at, party=party, ref=ref, data=data or {}, recorded_by=officer
    )
    _log.info("event recorded", case=case.pk, type=type, number=event.pk, officer=officer.pk)
    return event


def withdraw_event(officer: Officer, event: CaseEvent, reason: str) -> CaseEvent:
    """Take an event back; it stays in the record, and nothing is counted from it. Raises a leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    seen_case(officer, event.case.number)
    try:
        with transaction.atomic():
            taken_back = CaseEvent.objects.create(
                case=event.case,
                type=WITHDRAWN,
                at=event.at,
                party=event.party,
                data={"reason": reason},
                recorded_by=officer,
                withdraws=event,
            )
    except IntegrityError as error:
        raise WithdrawnAlreadyError("This event was withdrawn before.") from error
    _log.info("event withdrawn", case=event.case_id, number=event.pk, officer=officer.pk)
    return taken_back
