"""How old something is, in bins that a supervisor thinks in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_BINS: tuple[tuple[int | None, str | Promise], ...] = (
    (1, _("up to 1 day")),
    (3, _("2 to 3 days")),
    (7, _("4 to 7 days")),
    (14, _("8 to 14 days")),
    (30, _("15 to 30 days")),
    (90, _("31 to 90 days")),
    (None, _("more than 90 days")),
)


def histogram(since: Iterable[datetime], now: datetime) -> list[tuple[str, int]]:
    """How many lie in each bin, the youngest first; every bin is told, also an empty one."""
    counts = [0] * len(_BINS)
    for moment in since:
        counts[_bin(now - moment)] += 1
    return [(str(title), count) for (_most, title), count in zip(_BINS, counts, strict=True)]


def _bin(age: timedelta) -> int:
    return next(n for n, (most, _title) in enumerate(_BINS) if most is None or age <= timedelta(days=most))
