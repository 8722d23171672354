"""The weekly sample of looks for the auditors: nobody can know beforehand which looks it will show.

The order is that of the digest of each look's own digest with the last digest of the week: fixed once the week is over,
the same for every auditor, and not to be steered by who looks.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from hashlib import sha256
from heapq import nsmallest

from django.utils import timezone

from nigehban.desk.audit.models import Read

SAMPLE = 40
_WEEK = timedelta(days=7)


def week_of(day: date) -> tuple[datetime, datetime]:
    """The week of a day, Monday to Monday, in the desk's zone."""
    monday = day - timedelta(days=day.weekday())
    begin = timezone.make_aware(datetime.combine(monday, time()))
    return begin, timezone.make_aware(datetime.combine(monday + _WEEK, time()))


def sample_of(day: date, size: int = SAMPLE) -> list[Read]:
    """The sample of the week of ``day``, the oldest look first."""
    begin, end = week_of(day)
    rows = Read.objects.filter(at__gte=begin, at__lt=end)
    last = rows.order_by("-id").values_list("digest", flat=True).first()
    if last is None:
        return []
    drawn = nsmallest(size, rows.values_list("id", "digest").iterator(), key=lambda row: _place(row[1], last))
    found = rows.filter(pk__in=[number for number, _digest in drawn])
    return list(found.select_related("officer").prefetch_related("findings__auditor").order_by("id"))


def _place(digest: str, last: str) -> bytes:
    return sha256(f"{last}{digest}".encode()).digest()
