"""Sending what waits: at least once, by any number of processes together.

A notice is locked while it is sent, in the transaction that writes down what became of it. A process that is killed
on the way lets go of the lock, and the next one sends it again under the same id.
"""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from nigehban import __version__
from nigehban.desk.access.acting import acting_as
from nigehban.desk.accounts.sealing import unseal
from nigehban.desk.api.errors import BadAddressError, NotSentError
from nigehban.desk.api.models import Delivery, Kind, Stand
from nigehban.desk.api.webhooks.addresses import check_url
from nigehban.desk.api.webhooks.sending import send
from nigehban.desk.api.webhooks.signing import HEADER, signature
from nigehban.desk.cases.models import Case
from nigehban.desk.leads.selectors import visible_leads

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
BACK_OFF = (timedelta(seconds=10), _MINUTE, 5 * _MINUTE, 15 * _MINUTE, _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR)
"""The waits between attempts, a day in all; then the notice is given up."""
KEPT = timedelta(days=30)
"""So long the desk remembers what arrived."""
_log = structlog.get_logger("nigehban.desk.api")


def deliver_one() -> bool:
    """Try the notice that waits longest; False when none is due."""
    with transaction.atomic():
        waiting = Delivery.objects.filter(stand=Stand.WAITING, subscription__active=True, due_at__lte=Now())
        locked = waiting.select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "id")
        delivery = locked.select_related("subscription__officer").first()
        if delivery is None:
            return False
        _attempt(delivery)
        delivery.save(update_fields=["stand", "due_at", "attempts", "ended_at", "problem"])
    return True


def forget_old() -> None:
    """Remove what arrived long ago; what was given up stays until somebody decides."""
    over = Delivery.objects.filter(stand__in=[Stand.DELIVERED, Stand.WITHHELD], ended_at__lt=timezone.now() - KEPT)
    over.delete()


def _attempt(delivery: Delivery) -> None:
    delivery.attempts += 1
    if not is_seen(delivery):
        _end(delivery, Stand.WITHHELD)
        return
    try:
        _send(delivery)
    except (NotSentError, BadAddressError) as error:
        _failed(delivery, str(error))
    else:
        _end(delivery, Stand.DELIVERED)


def is_seen(delivery: Delivery) -> bool:
    """Whether the subscription's officer sees the record now: asked before each attempt."""
    officer = delivery.subscription.officer
    if not officer.is_active:
        return False
    with acting_as(officer):
        if delivery.kind == Kind.LEAD_RAISED:
            return visible_leads(officer).filter(pk=delivery.record).exists()
        return Case.objects.visible_to(officer).filter(number=delivery.record).exists()


def _send(delivery: Delivery) -> None:
    target = check_url(delivery.subscription.url)
    secret = _secret(delivery)
    body = json.dumps(delivery.payload, separators=(",", ":")).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"nigehban/{__version__}",
        "Nigehban-Delivery": str(delivery.uid),
        "Nigehban-Kind": delivery.kind,
        HEADER: signature(secret, body, int(time.time())),
    }
    send(target, body, headers)


def _secret(delivery: Delivery) -> str:
    try:
        return unseal(delivery.subscription.sealed_secret)
    except ValueError as error:
        raise NotSentError("The secret was sealed under another secret.key. Subscribe the program anew.") from error


def _end(delivery: Delivery, stand: Stand) -> None:
    delivery.stand, delivery.ended_at, delivery.problem = stand, timezone.now(), ""
    _log.info("notice ended", delivery=delivery.pk, stand=stand.value, attempts=delivery.attempts)


def _failed(delivery: Delivery, problem: str) -> None:
    delivery.problem = problem[:500]
    if delivery.attempts > len(BACK_OFF):
        delivery.stand, delivery.ended_at = Stand.DEAD, timezone.now()
        _log.warning("notice given up", delivery=delivery.pk, problem=delivery.problem)
        return
    delivery.due_at = timezone.now() + BACK_OFF[delivery.attempts - 1]
    _postpone(delivery, delivery.due_at)
    _log.info("notice not sent", delivery=delivery.pk, problem=delivery.problem, attempts=delivery.attempts)


def _postpone(failed: Delivery, until: datetime) -> None:
    """What else waits for a receiver that does not answer must not keep those of others waiting, 15 seconds each."""
    others = Delivery.objects.filter(subscription=failed.subscription_id, stand=Stand.WAITING, due_at__lt=until)
    free = others.exclude(pk=failed.pk).select_for_update(skip_locked=True)
    Delivery.objects.filter(pk__in=list(free.values_list("pk", flat=True))).update(due_at=until)
