"""Digests of rows, computed where the rows are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from django.db import connection
from psycopg import sql

from nigehban.desk.audit.logs import Log


class Stretch(NamedTuple):
    """How many rows a stretch of a log has, and the hex SHA-256 of the digests of its rows in order."""

    rows: int
    content: str


def stretch_of(log: Log, columns: Sequence[str], after: int, last: int) -> Stretch:
    """The rows of ``log`` with keys in (``after``, ``last``], by these columns."""
    row = sql.SQL("sha256(convert_to(jsonb_build_array({})::text, 'UTF8'))").format(
        sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    statement = sql.SQL(
        "SELECT count(*), encode(sha256(COALESCE(string_agg({row}, ''::bytea ORDER BY {key}), ''::bytea)), 'hex') "
        "FROM {table} WHERE {key} > %s AND {key} <= %s"
    ).format(row=row, key=sql.Identifier(log.key), table=sql.Identifier(log.table))
    with connection.cursor() as cursor:
        cursor.execute(statement, [after, last])
        return Stretch(*cursor.fetchone())


def chained(previous: str, *fields: object) -> str:
    """The digest of a link of a chain: of the JSON array of its fields as texts, and of the link before."""
    text = json.dumps([*(str(field) for field in fields), previous], ensure_ascii=False)
    return sha256(text.encode()).hexdigest()
