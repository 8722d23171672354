"""How much work an act is: counted, so that a busy machine fails no test; and how to make much work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

_ROWS = "SELECT coalesce(sum(seq_tup_read + idx_tup_fetch), 0)::bigint FROM pg_stat_xact_user_tables"


@dataclass(slots=True)
class Work:
    """Python functions called, and rows of tables that the database read for them."""

    calls: int = 0
    rows: int = 0


@contextmanager
def counted() -> Iterator[Work]:
    """What the block does is added up in what it gets, once it has ended; inside of one transaction."""
    work = Work()

    def called(_frame: object, event: str, _argument: object) -> None:
        if event == "call":
            work.calls += 1

    before, profiler = _rows_read(), sys.getprofile()
    sys.setprofile(called)
    try:
        yield work
    finally:
        sys.setprofile(profiler)
        work.rows = _rows_read() - before


def run_each(script: str, values: dict[str, object]) -> None:
    """Statements that end with a semicolon, one after another: with values PostgreSQL takes one at a time."""
    with connection.cursor() as cursor:
        for statement in script.split(";\n"):
            if statement.strip():
                cursor.execute(statement, values if "%" in statement else None)  # type: ignore[arg-type]


def _rows_read() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS)
        return int(cursor.fetchone()[0])
