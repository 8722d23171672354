"""Warrants and the addresses that they lead to."""

from __future__ import annotations

from datetime import date

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.models import Membership, RecordKind
from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.operations.errors import NoSuchRecordError
from nigehban.desk.operations.models import Operation, SealedAddress, Target, Warrant
from nigehban.desk.operations.selectors import seen_operation

_log = structlog.get_logger("nigehban.desk.operations")


def add_warrant(
    officer: Officer,
    operation: Operation,
    *,
    number: str,
    court: str,
    issued_on: date,
    address: str,
    expires_on: date | None = None,
    target: Target | None = None,
) -> Warrant:
    """Enter a warrant. Only a member does: the address is under seal. Raises ``NotPermittedError``."""
    require(officer, Permission.WORK_CASES)
    seen_operation(officer, operation.pk)
    if not Membership.objects.live().filter(officer=officer, kind=RecordKind.OPERATION, record=operation.pk).exists():
        raise NotPermittedError(_("Only members of the operation see its addresses. Ask its lead officer to add you."))
    if target is not None and target.operation_id != operation.pk:
        raise NoSuchRecordError(_("That target is of another operation."))
    with transaction.atomic():
        warrant = Warrant.objects.create(
            operation=operation,
            target=target,
            number=number.strip(),
            court=court.strip(),
            issued_on=issued_on,
            expires_on=expires_on,
            recorded_by=officer,
        )
        SealedAddress.objects.create(warrant=warrant, address=address.strip())
    _log.info("warrant entered", operation=operation.pk, warrant=warrant.pk, officer=officer.pk)
    return warrant
