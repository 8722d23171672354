"""What is read of the logs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from nigehban.desk.audit.models import Read


def looks_at(kind: str, keys: Sequence[str]) -> QuerySet[Read]:
    """Who looked at a record, under any spelling of its key."""
    return Read.objects.filter(kind=kind, record__in=list(keys)).select_related("officer")


def looks(
    *, officer: int | None = None, kind: str = "", record: str = "", begin: datetime | None = None
) -> QuerySet[Read]:
    """Looks, narrowed; ``begin`` is the latest moment to begin from, going back."""
    found = Read.objects.select_related("officer")
    if officer is not None:
        found = found.filter(officer=officer)
    if record:
        found = found.filter(record=record)
    if kind:
        found = found.filter(kind=kind)
    if begin is not None:
        found = found.filter(at__lt=begin)
    return found
