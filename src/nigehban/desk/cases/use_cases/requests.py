"""Requests to providers and the register of foreign requests; each runs its clocks by an event with its number."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import DoneAlreadyError
from nigehban.desk.cases.models import Case, Direction, ForeignRequest, ProviderRequest, RequestKind
from nigehban.desk.cases.use_cases.records import locked, said, write_event

_log = structlog.get_logger("nigehban.desk.cases")
ANSWER = "data_received"


def ask_provider(
    officer: Officer,
    case: Case,
    kind: RequestKind,
    at: datetime,
    *,
    provider: str,
    accounts: str,
    proportionality: str,
    days: int | None = None,
) -> ProviderRequest:
    """Ask a provider; the clocks of the law begin. Raises ``NotPermittedError``, a leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    reason = said(proportionality, _("Say why this is needed and nothing less would do: the law asks for it."))
    with transaction.atomic():
        now = locked(officer, case)
        ref = f"R{now.provider_requests.count() + 1}"
        request = ProviderRequest.objects.create(
            case=now,
            ref=ref,
            kind=kind,
            provider=said(provider, _("Say who is asked.")),
            accounts=said(accounts, _("Say which accounts, numbers or addresses.")),
            proportionality=reason,
            asked_at=at,
            days=days,
            made_by=officer,
        )
        write_event(officer, now, kind.value, at, ref=ref, data={"days": days} if days else {})
    _log.info("provider asked", case=case.pk, request=request.pk, kind=kind.value, officer=officer.pk)
    return request


def note_answer(officer: Officer, request: ProviderRequest, at: datetime) -> None:
    """Say that the data came. Raises ``DoneAlreadyError``, another leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    with transaction.atomic():
        now = locked(officer, request.case)
        if not ProviderRequest.objects.filter(pk=request.pk, answered_at=None).update(answered_at=at):
            raise DoneAlreadyError(_("This request was answered before."))
        write_event(officer, now, ANSWER, at, ref=request.ref)
    _log.info("provider answered", case=request.case_id, request=request.pk, officer=officer.pk)


def register_foreign(
    officer: Officer,
    case: Case,
    direction: Direction,
    at: datetime,
    *,
    country: str,
    purpose: str,
    their_number: str = "",
    caveats: str = "",
) -> ForeignRequest:
    """Enter a request from or to another country. Raises ``NotPermittedError``, a leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    with transaction.atomic():
        now = locked(officer, case)
        number = f"{now.number}-F{now.foreign_requests.count() + 1}"
        entry = ForeignRequest.objects.create(
            case=now,
            number=number,
            direction=direction,
            country=said(country, _("Say which country and authority.")),
            purpose=said(purpose, _("State the purpose: it binds whoever uses the answer.")),
            their_number=their_number.strip(),
            caveats=caveats.strip(),
            at=at,
            made_by=officer,
        )
        data = {"direction": direction.value, "register_entry": number}
        write_event(officer, now, "foreign_request", at, ref=number, data=data)
    _log.info("foreign request registered", case=case.pk, entry=entry.pk, officer=officer.pk)
    return entry


def note_action(officer: Officer, entry: ForeignRequest, action: str) -> None:
    """Enter the action taken. Raises ``DoneAlreadyError``, another leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    action, at = said(action, _("Say what was done.")), timezone.now()
    with transaction.atomic():
        now = locked(officer, entry.case)
        changed = ForeignRequest.objects.filter(pk=entry.pk, acted_at=None).update(action=action, acted_at=at)
        if not changed:
            raise DoneAlreadyError(_("The action on this request was entered before."))
        data = {"register_entry": entry.number, "action_taken": True}
        write_event(officer, now, "foreign_request_answered", at, ref=entry.number, data=data)
    _log.info("foreign request answered", case=entry.case_id, entry=entry.pk, officer=officer.pk)
