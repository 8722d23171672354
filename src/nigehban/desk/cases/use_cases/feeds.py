"""Calendar feeds: made, revoked, and whose a secret is."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

import structlog
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import DoneAlreadyError
from nigehban.desk.cases.models import CalendarFeed

LASTS = timedelta(days=90)
_log = structlog.get_logger("nigehban.desk.cases")


def make_feed(officer: Officer) -> str:
    """A secret for the officer's calendar, good for 90 days; nobody can read it again."""
    require(officer, Permission.SEE_CASES)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(officer=officer, digest=_digest(secret), ends_at=timezone.now() + LASTS)
    _log.info("calendar feed made", feed=feed.pk, officer=officer.pk)
    return secret


def revoke_feed(officer: Officer, feed: int) -> None:
    """End a feed of the officer's own now. Raises ``DoneAlreadyError``."""
    mine = CalendarFeed.objects.filter(pk=feed, officer=officer, revoked_at=None)
    if not mine.update(revoked_at=timezone.now()):
        raise DoneAlreadyError(_("This calendar address was revoked before."))
    _log.info("calendar feed revoked", feed=feed, officer=officer.pk)


def officer_of_feed(secret: str) -> Officer | None:
    """Whose feed it is; ``None`` for one that never was, was revoked or has run out, and for an officer who left."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nigehban_feed_officer(%s)", [_digest(secret)])
        (found,) = cursor.fetchone() or (None,)
    return Officer.objects.filter(pk=found, is_active=True).first() if found else None


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
