"""The whole register, for counting only.

A figure must count every case, also those that the officer who asks may not see: row security would make a smaller
figure of it, and each officer would get another one. The database is asked as its owner (``as_owner``). Nothing but
numbers and ids of events may leave the block; what stands behind an id is read outside of it.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from nigehban.desk.access.acting import as_owner
from nigehban.desk.statistics.sql import Query


def asked(query: Query) -> list[tuple[Any, ...]]:
    """The rows of a statement over the whole register."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(query.text, query.values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
