"""A row by its key."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Manager, Model, QuerySet

Stored = TypeVar("Stored", bound=Model)


def row_of(rows: QuerySet[Stored] | Manager[Stored], key: object) -> Stored | None:
    """The row of this key among ``rows``; ``None`` when it is not there. Unlike ``first`` it asks for no order."""
    return next(iter(rows.filter(pk=key)), None)
