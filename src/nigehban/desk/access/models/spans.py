"""A span of time in which something is granted, as a query."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

_Granted = TypeVar("_Granted", bound=models.Model)


class SpanQuerySet(models.QuerySet[_Granted]):
    """Rows with ``starts_at`` and ``ends_at``; without an end they last."""

    def live(self) -> Self:
        """Those that hold at this moment, by the database's clock."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=Now()), starts_at__lte=Now())
