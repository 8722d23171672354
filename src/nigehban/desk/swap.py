"""Tables built anew beside the old ones and put in their place in one transaction.

Readers see the old rows until the commit and the new ones after it, and wait only while the tables change places. A
process killed on the way leaves the old tables as they were: everything here is rolled back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db.backends.utils import CursorWrapper

NEXT = "nigehban_next"
"""The schema in which tables are built; it exists only inside the transaction."""
_REBUILD_LOCK = 0x72656275696C64

_CONSTRAINTS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype IN ('p', 'u') ORDER BY conname
"""
_INDEXES = """
SELECT pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
ORDER BY indexrelid
"""


@contextmanager
def rebuilding(cursor: CursorWrapper, tables: Sequence[str]) -> Iterator[None]:
    """Inside, the empty ``nigehban_next.<table>`` are to be filled; ``change_places`` then puts them into use.

    Call it in a transaction. One rebuild runs at a time; others wait. Indexes are built after the rows are in.
    """
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_REBUILD_LOCK])
    cursor.execute(f"CREATE SCHEMA {NEXT}")
    for table in tables:
        cursor.execute(f"CREATE TABLE {NEXT}.{table} (LIKE {table} INCLUDING ALL EXCLUDING INDEXES)")
    yield
    for table in tables:
        _build_indexes(cursor, table)
        cursor.execute(f"ANALYZE {NEXT}.{table}")


def close_for_swap(cursor: CursorWrapper, tables: Sequence[str]) -> None:
    """From here to the commit, readers and writers of the old tables wait; what they wrote before can be seen."""
    for table in tables:
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")


def change_places(cursor: CursorWrapper, tables: Sequence[str]) -> None:
    """Put the rebuilt tables in place of the old ones."""
    for table in tables:
        cursor.execute(f"DROP TABLE {table}")
        cursor.execute(f"ALTER TABLE {NEXT}.{table} SET SCHEMA public")
    cursor.execute(f"DROP SCHEMA {NEXT}")


def _build_indexes(cursor: CursorWrapper, table: str) -> None:
    """The same constraints and indexes, under the same names: a schema has names of its own."""
    cursor.execute(_CONSTRAINTS, [table])
    for name, definition in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {NEXT}.{table} ADD CONSTRAINT "{name}" {definition}')
    cursor.execute(_INDEXES, [table])
    for (definition,) in cursor.fetchall():
        cursor.execute(definition.replace(f" ON public.{table} ", f" ON {NEXT}.{table} ", 1))
