"""A step of custody: the law is asked first, then it is recorded as an event of the case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import CaseEvent, Party
from nigehban.desk.cases.use_cases import record_event, withdraw_event
from nigehban.desk.custody.errors import NoSuchAccusedError, SexUnknownError
from nigehban.desk.custody.selectors import ELSEWHERE

_POLICE_CUSTODY = frozenset({"police_custody_requested", "police_custody_ordered"})
_log = structlog.get_logger("nigehban.desk.custody")


def record_step(
    officer: Officer,
    party: Party,
    type: str,  # noqa: A002 - the pack's own word
    at: datetime,
    data: dict[str, Any],
) -> CaseEvent:
    """Record what happened to an accused, unless the law forbids it (``nigehban.desk.cases.law``).

    Raises ``NotPermittedError``, ``SexUnknownError``, a leaf of ``CaseError``.
    """
    require(officer, Permission.WORK_CASES)
    known = _about(party) | data
    if type in _POLICE_CUSTODY and not known.get("sex"):
        raise SexUnknownError(
            _("State the sex of the accused in the case first: police custody of a woman is barred (CrPC 167(5)).")
        )
    event = record_event(officer, party.case, type, at, party=party, data=known)
    _log.info("custody recorded", case=party.case_id, party=party.pk, type=type, officer=officer.pk)
    return event


def withdraw_step(officer: Officer, party: Party, event: int, reason: str) -> CaseEvent:
    """Take a step back. Raises ``NoSuchAccusedError`` when the event is not of this accused."""
    found = party.events.filter(pk=event, withdraws=None).exclude(type__in=ELSEWHERE).select_related("case").first()
    if found is None:
        raise NoSuchAccusedError(_("This accused has no such step."))
    return withdraw_event(officer, found, reason)


def _about(party: Party) -> dict[str, Any]:
    """What rules and statistics ask of the person."""
    stated = {"sex": party.sex, "age": party.age}
    return {key: value for key, value in stated.items() if value not in {"", None}}
