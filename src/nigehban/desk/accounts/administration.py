"""What administrators do with accounts. Each act is the administrator's, and none of them shows a case.

Nobody acts on the own account here, and second factors are forgotten only when a second administrator agrees: one
person alone can not take over an officer's account unseen.
"""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.errors import ClosedError, NoReasonError, TwoPersonsError
from nigehban.desk.accounts.models import FactorReset, Officer
from nigehban.desk.accounts.posting import posting
from nigehban.desk.accounts.use_cases import end_sessions_of, enrol, forget_second_factors, issue_login_link

AGREED_WITHIN = timedelta(days=1)
_log = structlog.get_logger("nigehban.desk.accounts")


def enrol_officer(
    administrator: Officer, username: str, *, service_number: str | None, rank: str = "", post: str = "", unit: str = ""
) -> Officer:
    """A new officer, who has no role yet. Raises ``AccountError``: name or number taken, no such rank, post or unit."""
    require(administrator, Permission.MANAGE_ACCOUNTS)
    with transaction.atomic():
        officer = enrol(username, service_number=service_number)
        _place(officer, rank, post, unit)
    _log.info("officer enrolled by", officer=officer.pk, administrator=administrator.pk)
    return officer


def place_officer(administrator: Officer, officer: Officer, *, rank: str, post: str, unit: str) -> None:
    """Another rank, post or unit. Raises ``NoSuchCodeError``."""
    require(administrator, Permission.MANAGE_ACCOUNTS)
    _place(officer, rank, post, unit)
    _log.info("officer placed", officer=officer.pk, administrator=administrator.pk, unit=unit)


def link_for(administrator: Officer, officer: Officer) -> str:
    """The secret of a login link, once. Raises ``ClosedError`` for an account that is closed or one's own."""
    _require_other(administrator, officer)
    if not officer.is_active:
        raise ClosedError(_("This account is closed. Open it first."))
    _log.info("login link issued by", officer=officer.pk, administrator=administrator.pk)
    return issue_login_link(officer)


def close_account(administrator: Officer, officer: Officer, reason: str) -> None:
    """The officer enters no more, and is out at once. Raises ``ClosedError``, ``NoReasonError``."""
    _require_other(administrator, officer)
    with transaction.atomic():
        changed = Officer.objects.filter(pk=officer.pk, is_active=True).update(
            is_active=False, left_because=_stated(reason)
        )
        if not changed:
            raise ClosedError(_("This account is closed already."))
        end_sessions_of(officer)
    _log.warning("account closed", officer=officer.pk, administrator=administrator.pk)


def open_account(administrator: Officer, officer: Officer) -> None:
    """The officer may enter again."""
    _require_other(administrator, officer)
    Officer.objects.filter(pk=officer.pk).update(is_active=True, left_because="")
    _log.warning("account opened", officer=officer.pk, administrator=administrator.pk)


def ask_reset(administrator: Officer, officer: Officer, reason: str) -> FactorReset:
    """Ask another administrator to agree. Raises ``NoReasonError``, ``ClosedError`` for the own account."""
    _require_other(administrator, officer)
    return FactorReset.objects.create(officer=officer, asked_by=administrator, reason=_stated(reason))


def pending_reset(officer: Officer) -> FactorReset | None:
    """The latest request that waits for a second administrator; after a day it is void."""
    since = timezone.now() - AGREED_WITHIN
    waiting = FactorReset.objects.filter(officer=officer, agreed_at=None, asked_at__gt=since)
    return waiting.select_related("asked_by").order_by("-asked_at").first()


def agree_to_reset(administrator: Officer, officer: Officer) -> None:
    """The second administrator agrees: the officer's second factors are forgotten. Raises ``TwoPersonsError``."""
    _require_other(administrator, officer)
    with transaction.atomic():
        Officer.objects.select_for_update().get(pk=officer.pk)
        reset = pending_reset(officer)
        if reset is None or reset.asked_by == administrator:
            raise TwoPersonsError(_("Another administrator has to ask first, within a day, and you agree."))
        FactorReset.objects.filter(pk=reset.pk).update(agreed_by=administrator, agreed_at=timezone.now())
        forget_second_factors(officer)


def _place(officer: Officer, rank: str, post: str, unit: str) -> None:
    officer.rank, officer.post, officer.unit = rank, post, unit
    posting().check(officer)
    officer.save(update_fields=["rank", "post", "unit"])


def _require_other(administrator: Officer, officer: Officer) -> None:
    require(administrator, Permission.MANAGE_ACCOUNTS)
    if administrator == officer:
        raise ClosedError(_("Nobody does this to the own account: another administrator has to."))


def _stated(reason: str) -> str:
    if not reason.strip():
        raise NoReasonError(_("Say why."))
    return reason.strip()
