"""Administrators make tokens for other officers, and take them back; each is in the history with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.acting import because
from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.api.errors import EndedError, TokenFormError
from nigehban.desk.api.models import ApiToken
from nigehban.desk.api.models.token import LONGEST, PER_MINUTE
from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.secret import digest_of, new_secret

_log = structlog.get_logger("nigehban.desk.api")


def make_token(
    administrator: Officer,
    officer: Officer,
    *,
    name: str,
    scopes: Sequence[Scope],
    reason: str,
    expires_at: datetime,
    per_minute: int = PER_MINUTE,
) -> tuple[ApiToken, str]:
    """A token and its secret, which nobody can read again. Raises ``NotPermittedError``, ``TokenFormError``."""
    require(administrator, Permission.MANAGE_ACCOUNTS)
    _check(administrator, officer, name, scopes, reason, expires_at)
    secret = new_secret()
    with transaction.atomic(), because(reason.strip()):
        token = ApiToken.objects.create(
            digest=digest_of(secret),
            name=name.strip(),
            officer=officer,
            scopes=sorted(set(scopes)),
            per_minute=per_minute,
            reason=reason.strip(),
            made_by=administrator,
            expires_at=expires_at,
        )
    _log.warning("token made", token=token.pk, officer=officer.pk, administrator=administrator.pk)
    return token, secret


def revoke_token(administrator: Officer, token: ApiToken) -> None:
    """It opens nothing any more. Raises ``NotPermittedError``, ``EndedError``."""
    require(administrator, Permission.MANAGE_ACCOUNTS)
    standing = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
    if not standing.update(revoked_at=timezone.now(), revoked_by=administrator):
        raise EndedError(_("This token was revoked already."))
    _log.warning("token revoked", token=token.pk, administrator=administrator.pk)


def _check(
    administrator: Officer, officer: Officer, name: str, scopes: Sequence[Scope], reason: str, expires_at: datetime
) -> None:
    """One person alone must not come to see cases by a program of the own making."""
    now = timezone.now()
    if officer == administrator or not officer.is_active:
        raise TokenFormError(_("A token acts for another officer, whose account is open."))
    if not name.strip() or not reason.strip() or not scopes:
        raise TokenFormError(_("Say what the token is called, what it is for and why it is needed."))
    if not now < expires_at <= now + LONGEST:
        raise TokenFormError(_("A token ends after today and within a year."))
