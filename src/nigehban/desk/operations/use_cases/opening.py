"""A new operation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog
from django.db import connection, transaction
from django.utils.translation import gettext as _

from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.models import RecordKind
from nigehban.desk.access.policies import may
from nigehban.desk.access.roles import Permission
from nigehban.desk.access.use_cases import add_member
from nigehban.desk.accounts.models import Officer
from nigehban.desk.operations.models import Operation

_log = structlog.get_logger("nigehban.desk.operations")


def plan_operation(
    officer: Officer,
    code: str,
    *,
    purpose: str,
    legal_basis: str,
    starts_at: datetime,
    circles: Sequence[str],
    pack: str = "pk",
) -> Operation:
    """Plan an operation of some circles, one of which the officer runs operations of; the officer leads it.

    Raises ``NotPermittedError``.
    """
    if not any(may(officer, Permission.RUN_OPERATIONS, circle) for circle in circles):
        raise NotPermittedError(_("You run operations of none of these circles."))
    with transaction.atomic():
        operation = Operation(
            pk=_next_id(), code=code.strip(), purpose=purpose.strip(), legal_basis=legal_basis.strip()
        )
        operation.starts_at, operation.circles, operation.pack, operation.lead = starts_at, list(circles), pack, officer
        # The member comes first: row security lets be written what is seen (see cases/use_cases/opening.py).
        add_member(
            officer,
            officer,
            RecordKind.OPERATION,
            operation.pk,
            reason=_("Planned the operation."),
            duty=_("lead officer"),
        )
        operation.save(force_insert=True)
    _log.info("operation planned", operation=operation.pk, officer=officer.pk)
    return operation


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('operations_operation', 'id'))")
        return int(cursor.fetchone()[0])
