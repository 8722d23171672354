"""Guessing passwords is slowed down: after some failures with one name from one address, that pair waits.

An attempt is noted before the password is looked at. A request is one transaction, of which others see nothing before
its end: so attempts of one pair take turns, and many at once are counted as well. Only a digest of name and address is
kept, and not for long.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.accounts.errors import LockedOutError
from nigehban.desk.accounts.models import LoginAttempt

ATTEMPTS = 5
WITHIN = timedelta(minutes=15)


def note_attempt(username: str, address: str) -> str:
    """Count an attempt; the key with which ``forget_attempts`` finds it. Raises ``LockedOutError``."""
    who = sha256(
        f"{settings.SECRET_KEY}\n{username.casefold()}\n{address}".encode("utf-8", "surrogatepass")
    ).hexdigest()
    _take_turns(who)
    since = timezone.now() - WITHIN
    LoginAttempt.objects.filter(at__lt=since).delete()
    LoginAttempt.objects.create(who=who)
    if LoginAttempt.objects.filter(who=who, at__gte=since).count() > ATTEMPTS:
        raise LockedOutError(_("Too many attempts. Wait a quarter of an hour, or ask for a login link."))
    return who


def forget_attempts(who: str) -> None:
    """The attempt succeeded: what failed before no longer counts."""
    LoginAttempt.objects.filter(who=who).delete()


def _take_turns(who: str) -> None:
    """Wait until whoever tries with the same name from the same address has been answered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [who])
