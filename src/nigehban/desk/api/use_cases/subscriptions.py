"""Administrators say which program is told of what, and send again what did not arrive."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.acting import because
from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.sealing import seal
from nigehban.desk.api.errors import EndedError, SubscriptionError
from nigehban.desk.api.models import Delivery, Kind, Stand, Subscription
from nigehban.desk.api.webhooks.addresses import check_url

_log = structlog.get_logger("nigehban.desk.api")


def subscribe(
    administrator: Officer, officer: Officer, *, name: str, url: str, kinds: Sequence[Kind], reason: str
) -> tuple[Subscription, str]:
    """A subscription and the secret that signs its notices. Raises ``NotPermittedError``, ``SubscriptionError``."""
    require(administrator, Permission.MANAGE_ACCOUNTS)
    if not officer.is_active:
        raise SubscriptionError(_("Choose an officer whose account is open."))
    if not name.strip() or not reason.strip() or not kinds:
        raise SubscriptionError(_("Say what the subscription is called, of what it tells and why it is needed."))
    check_url(url)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic(), because(reason.strip()):
        made = Subscription.objects.create(
            name=name.strip(),
            url=url,
            officer=officer,
            kinds=sorted(set(kinds)),
            sealed_secret=seal(secret),
            reason=reason.strip(),
            made_by=administrator,
        )
    _log.warning("subscribed", subscription=made.pk, officer=officer.pk, administrator=administrator.pk)
    return made, secret


def pause(administrator: Officer, subscription: Subscription) -> None:
    """No more notices are written or sent; those that wait stay. Raises ``EndedError``."""
    _switch(administrator, subscription, active=False)


def resume(administrator: Officer, subscription: Subscription) -> None:
    """Notices are written and sent again. Raises ``EndedError``."""
    _switch(administrator, subscription, active=True)


def replay(administrator: Officer, delivery: Delivery) -> None:
    """Send a notice that was given up once more, from the first attempt on. Raises ``EndedError``."""
    require(administrator, Permission.MANAGE_ACCOUNTS)
    dead = Delivery.objects.filter(pk=delivery.pk, stand=Stand.DEAD)
    if not dead.update(stand=Stand.WAITING, attempts=0, ended_at=None, due_at=timezone.now()):
        raise EndedError(_("This notice waits already, or has arrived."))
    _log.info("notice sent again", delivery=delivery.pk, administrator=administrator.pk)


def _switch(administrator: Officer, subscription: Subscription, *, active: bool) -> None:
    require(administrator, Permission.MANAGE_ACCOUNTS)
    if not Subscription.objects.filter(pk=subscription.pk, active=not active).update(active=active):
        raise EndedError(_("Somebody else did that already."))
    _log.warning("subscription switched", subscription=subscription.pk, active=active, administrator=administrator.pk)
