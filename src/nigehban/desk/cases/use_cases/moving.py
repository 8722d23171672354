"""From one state of a case to the next, as the pack says: by whom, with what is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.acting import because
from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import BadValueError, NoSuchStepError, StaleError
from nigehban.desk.cases.models import Case, Party
from nigehban.desk.cases.steps import may_take, step_to
from nigehban.desk.cases.use_cases.merging import carry_over
from nigehban.desk.cases.use_cases.records import locked, write_event
from nigehban.jurisdiction.procedure import Procedure, Scope, Transition, load_procedure

_log = structlog.get_logger("nigehban.desk.cases")
REGISTER_NUMBER, INTO = "register_number", "into"


def move_case(
    officer: Officer,
    case: Case,
    end: str,
    *,
    version: int,
    at: datetime | None = None,
    party: Party | None = None,
    data: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Case:
    """Take a step, and record the events that the pack names for it; ``data`` goes to those that have its keys.

    ``version`` is that of the case on the officer's screen. Raises ``NotPermittedError``, ``StaleError``,
    ``NoSuchStepError``, ``ForbiddenByLawError``, another leaf of ``CaseError``.
    """
    procedure = load_procedure(case.pack)
    with transaction.atomic(), because(reason or end):
        now = locked(officer, case)
        if now.version != version:
            raise StaleError(_("Somebody changed this case while you were writing. Look at it again, then send it."))
        step = step_to(procedure, now, end)
        if step is None:
            raise NoSuchStepError(_("No step leads from here to %(end)s.") % {"end": end})
        if not may_take(officer, procedure, step, now.unit):
            raise NotPermittedError(_("This step belongs to others: the page of the case says to whom."))
        _record(officer, now, procedure, step, at or timezone.now(), party, data or {})
        _enter(officer, now, procedure, step, data or {})
    _log.info("case moved", case=now.pk, start=step.start, end=step.end, officer=officer.pk)
    return now


def _record(
    officer: Officer,
    case: Case,
    procedure: Procedure,
    step: Transition,
    at: datetime,
    party: Party | None,
    data: Mapping[str, Any],
) -> None:
    for name in step.events:
        kind = procedure.event_types[name]
        own = {key: value for key, value in data.items() if key in kind.data}
        concerned = party if kind.scope is Scope.ACCUSED else None
        if kind.scope is Scope.ACCUSED and concerned is None:
            raise BadValueError(_("Say whom it concerns: add the suspect first, then choose them here."))
        write_event(officer, case, name, at, party=concerned, ref=str(own.pop("ref", "")), data=own)


def _enter(officer: Officer, case: Case, procedure: Procedure, step: Transition, data: Mapping[str, Any]) -> None:
    case.state = step.end
    case.version += 1
    case.register_number = str(data.get(REGISTER_NUMBER) or case.register_number)
    if any(INTO in procedure.event_types[name].data for name in step.events):
        if not data.get(INTO):
            raise BadValueError(_("Say into which case: write its number."))
        case.merged_into = carry_over(officer, case, str(data[INTO]).strip())
    case.save(update_fields=["state", "version", "register_number", "merged_into"])
    if any(stand.final for stand in procedure.stands if stand.id == step.end):
        case.leads.filter(left_at=None).update(left_at=timezone.now())
