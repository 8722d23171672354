"""Tables built anew beside the old ones and put in their place in one transaction.

Readers see the old rows until the commit and the new ones after it, and wait only while the tables change places. A
process killed on the way leaves the old tables as they were: everything here is rolled back.
"""

from __future__ import annotations

from collections.abc import Sequence

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


_POLICIES = """
SELECT policyname, array_to_string(roles, ', '), qual, with_check FROM pg_policies
WHERE schemaname = 'public' AND tablename = %s ORDER BY policyname
"""
_SECURED = "SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass"


class Rebuild:
    """Empty ``nigehban_next.<table>`` for each table, to be filled and then put in place. Make it in a transaction.

    One rebuild runs at a time; others wait.
    """

    def __init__(self, cursor: CursorWrapper, tables: Sequence[str]) -> None:
        self._cursor = cursor
        self._tables = tables
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_REBUILD_LOCK])
        cursor.execute(f"CREATE SCHEMA {NEXT}")
        for table in tables:
            cursor.execute(f"CREATE TABLE {NEXT}.{table} (LIKE {table} INCLUDING ALL EXCLUDING INDEXES)")

    def build_indexes(self) -> None:
        """The same constraints and indexes under the same names (a schema has names of its own), after the rows."""
        for table in self._tables:
            for name, definition in self._rows(_CONSTRAINTS, table):
                self._cursor.execute(f'ALTER TABLE {NEXT}.{table} ADD CONSTRAINT "{name}" {definition}')
            for (definition,) in self._rows(_INDEXES, table):
                self._cursor.execute(definition.replace(f" ON public.{table} ", f" ON {NEXT}.{table} ", 1))
            self._cursor.execute(f"ANALYZE {NEXT}.{table}")
            self._secure(table)

    def close_old_tables(self) -> None:
        """From here to the commit, readers and writers of the old tables wait; what they wrote before can be seen."""
        for table in self._tables:
            self._cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")

    def change_places(self) -> None:
        """Put the rebuilt tables in place of the old ones."""
        for table in self._tables:
            self._cursor.execute(f"DROP TABLE {table}")
            self._cursor.execute(f"ALTER TABLE {NEXT}.{table} SET SCHEMA public")
        self._cursor.execute(f"DROP SCHEMA {NEXT}")

    def _secure(self, table: str) -> None:
        """The same row security: a table does not inherit it from the one that it is made like."""
        ((secured,),) = self._rows(_SECURED, table)
        if not secured:
            return
        for name, roles, seen, written in self._rows(_POLICIES, table):
            policy = f"CREATE POLICY {name} ON {NEXT}.{table} TO {roles} USING ({seen}) WITH CHECK ({written})"
            self._cursor.execute(policy)
        self._cursor.execute(f"ALTER TABLE {NEXT}.{table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")

    def _rows(self, question: str, table: str) -> list[tuple[str, ...]]:
        self._cursor.execute(question, [table])
        return list(self._cursor.fetchall())
