"""Roles are given by administrators, and by commands of the machine's own administrator."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from nigehban.desk.access.errors import EndedAlreadyError, NoReasonError, NotPermittedError
from nigehban.desk.access.models import RoleGrant
from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission, Role
from nigehban.desk.accounts.models import Officer

_log = structlog.get_logger("nigehban.desk.access")


def grant_role(
    grantor: Officer | None,
    officer: Officer,
    role: Role,
    *,
    reason: str,
    unit: str = "",
    until: datetime | None = None,
) -> RoleGrant:
    """Give a role for a unit (empty: everywhere). ``grantor`` is ``None`` for a command of the machine's owner.

    Nobody gives a role to themselves. Raises ``NotPermittedError``, ``NoReasonError``.
    """
    if grantor is not None:
        require(grantor, Permission.MANAGE_ACCOUNTS)
        if grantor == officer:
            raise NotPermittedError(_("Nobody gives a role to themselves: another administrator has to."))
    if not reason.strip():
        raise NoReasonError(_("Say why the officer gets this role."))
    grant = RoleGrant.objects.create(
        officer=officer, role=role, unit=unit, reason=reason.strip(), granted_by=grantor, ends_at=until
    )
    _log.info("role granted", officer=officer.pk, role=str(role), unit=unit, grant=grant.pk)
    return grant


def end_role(grantor: Officer | None, grant: RoleGrant) -> None:
    """End a role now. Raises ``NotPermittedError``, ``EndedAlreadyError``."""
    if grantor is not None:
        require(grantor, Permission.MANAGE_ACCOUNTS)
    with transaction.atomic():
        ended = RoleGrant.objects.live().filter(pk=grant.pk).update(ends_at=Now(), ended_by=grantor)
    if not ended:
        raise EndedAlreadyError(_("This role has ended already."))
    _log.info("role ended", officer=grant.officer_id, role=grant.role, grant=grant.pk)
