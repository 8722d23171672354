"""Times that can be meant. Everything else is answered with words, never kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.cases.errors import BadTimeError

FIRST, LAST = 1970, 2100
FIRST_OFFENCE = 1900
_SKEW = timedelta(minutes=5)
"""Clocks of machines differ."""


def check_happened(at: datetime) -> None:
    """Raises ``BadTimeError`` for what cannot have happened: before 1970, after 2100, or not yet."""
    check_meant(at)
    if at > timezone.now() + _SKEW:
        raise BadTimeError(_("%(at)s has not come yet. Record what happened once it has.") % {"at": _shown(at)})


def check_meant(at: datetime) -> None:
    """Raises ``BadTimeError`` for a time before 1970 or after 2100."""
    year = at.astimezone(UTC).year
    if year < FIRST:
        raise BadTimeError(
            _("%(at)s lies before 1970. Look at the year: nothing older is kept here.") % {"at": _shown(at)}
        )
    if year > LAST:
        raise BadTimeError(_("%(at)s lies after 2100. Look at the year.") % {"at": _shown(at)})


def check_offence_day(on: date) -> None:
    """Raises ``BadTimeError`` for a day of an offence that lies before 1900 or is still to come."""
    if on.year < FIRST_OFFENCE:
        raise BadTimeError(_("%(at)s lies before 1900. Look at the year.") % {"at": on.isoformat()})
    if on > timezone.localdate():
        raise BadTimeError(_("%(at)s has not come yet: an offence lies in the past.") % {"at": on.isoformat()})


def _shown(at: datetime) -> str:
    try:
        return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
    except OverflowError:
        return at.isoformat()
