"""The tables that are added to only: whoever has a trigger that refuses change, found in the database itself."""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection

_LOGS = """
SELECT logs.relname, key.attname,
       array(SELECT attname::text FROM pg_attribute
             WHERE attrelid = logs.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum)
FROM pg_class AS logs
JOIN pg_index ON pg_index.indrelid = logs.oid AND pg_index.indisprimary AND pg_index.indnkeyatts = 1
JOIN pg_attribute AS key ON key.attrelid = logs.oid AND key.attnum = pg_index.indkey[0]
WHERE logs.relnamespace = 'public'::regnamespace AND key.atttypid IN ('int8'::regtype, 'int4'::regtype)
  AND EXISTS (SELECT FROM pg_trigger
              WHERE tgrelid = logs.oid AND (tgname = 'append_only' OR tgname LIKE 'pgtrigger_append_only_%'))
ORDER BY logs.relname
"""


class Log(NamedTuple):
    """A table, the column by which its rows are numbered, and all columns."""

    table: str
    key: str
    columns: tuple[str, ...]


def logs() -> list[Log]:
    """Every log of this database, histories included, by name."""
    with connection.cursor() as cursor:
        cursor.execute(_LOGS)
        return [Log(table, key, tuple(columns)) for table, key, columns in cursor.fetchall()]
