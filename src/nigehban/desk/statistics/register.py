"""The whole register, for counting only.

A figure must count every case, also those that the officer who asks may not see: row security would make a smaller
figure of it, and each officer would get another one. Within ``whole_register`` the database is asked as its owner.
Nothing but numbers and ids of events may leave the block; what stands behind an id is read outside of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from nigehban.desk.statistics.sql import Query


@contextmanager
def whole_register() -> Iterator[None]:
    """Row security is off in the block, and on again behind it as it was."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        (before,) = cursor.fetchone()
        cursor.execute("SELECT set_config('role', 'none', true)")
        yield
        if not connection.needs_rollback:
            cursor.execute("SELECT set_config('role', %s, true)", [before])


def asked(query: Query) -> list[tuple[Any, ...]]:
    """The rows of a statement over the whole register."""
    with whole_register(), connection.cursor() as cursor:
        cursor.execute(query.text, query.values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
