"""A new case: its number, its first member, its first state; from a lead, or from a complaint by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.models import RecordKind
from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.access.use_cases import add_member
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case
from nigehban.desk.cases.use_cases.joining import joined
from nigehban.desk.cases.use_cases.records import write_event
from nigehban.jurisdiction.procedure import load_procedure

_log = structlog.get_logger("nigehban.desk.cases")
_NEXT = """
INSERT INTO cases_casecounter (unit, year, last) VALUES (%s, %s, 1)
ON CONFLICT (unit, year) DO UPDATE SET last = cases_casecounter.last + 1 RETURNING last
"""
COMPLAINT = "complaint_registered"


def open_case(officer: Officer, unit: str, gist: str, *, pack: str = "pk", sealed: bool = False) -> Case:
    """Open a case in a unit, in the first state of the pack's procedure; the officer becomes its member.

    Raises ``NotPermittedError``, ``PackError``.
    """
    require(officer, Permission.OPEN_CASES, unit)
    state = load_procedure(pack).stands[0].id
    with transaction.atomic():
        case = Case(pk=_next_id(), unit=unit, state=state, gist=gist.strip(), sealed=sealed, pack=pack)
        case.opened_by = officer
        case.opened_at = timezone.now()
        case.number = _number(unit, timezone.localtime())
        # The member comes first: row security shows a case, and so lets it be written, to who is on it.
        add_member(officer, officer, RecordKind.CASE, case.pk, reason=_("Opened the case."), duty=_("opened the case"))
        case.save(force_insert=True)
    _log.info("case opened", case=case.pk, officer=officer.pk)
    return case


def open_case_from_lead(
    officer: Officer, lead: str, unit: str, gist: str, *, reason: str, pack: str = "pk", sealed: bool = False
) -> Case:
    """Open a case for a lead and join all its referrals. Raises ``LeadTakenError``, as ``open_case`` else."""
    with transaction.atomic():
        case = open_case(officer, unit, gist, pack=pack, sealed=sealed)
        joined(officer, case, lead, reason)
    return case


def open_case_from_complaint(
    officer: Officer,
    unit: str,
    gist: str,
    received_at: datetime,
    *,
    data: dict[str, Any] | None = None,
    pack: str = "pk",
    sealed: bool = False,
) -> Case:
    """Open a case for a complaint that came by hand; its clocks begin when it was received.

    Raises a leaf of ``CaseError``, as ``open_case`` else.
    """
    with transaction.atomic():
        case = open_case(officer, unit, gist, pack=pack, sealed=sealed)
        write_event(officer, case, COMPLAINT, received_at, data=data)
    return case


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('cases_case', 'id'))")
        return int(cursor.fetchone()[0])


def _number(unit: str, today: datetime) -> str:
    """``ISB-2026-00042``: the year is that of the desk's zone; numbers of a unit have no gap and never come again."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [unit, today.year])
        return f"{unit}-{today.year}-{cursor.fetchone()[0]:05d}"
