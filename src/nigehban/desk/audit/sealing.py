"""Sealing what was added to the logs since the last time.

A row of a lower number may be committed after one of a higher: only what every transaction of that moment has settled
is sealed, the rest next time.
"""

from __future__ import annotations

import time

from django.db import connection, transaction

from nigehban.desk.audit.chain import GENESIS
from nigehban.desk.audit.digests import chained, stretch_of
from nigehban.desk.audit.logs import Log, logs
from nigehban.desk.audit.models import Seal

_PATIENCE_SECONDS = 5.0
_LOCK = 0x7365616C


def seal_logs() -> int:
    """Seal every settled row that is not sealed yet: how many rows. Call it outside a transaction."""
    marks = {log: _last(log) for log in logs() if log.table != Seal._meta.db_table}
    if not _all_settled():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        return sum(_seal(log, last) for log, last in marks.items())


def link(seal: Seal) -> str:
    """The digest that a seal has by its own fields."""
    columns = ",".join(seal.columns)
    return chained(seal.previous, seal.table, seal.after, seal.last, seal.rows, columns, seal.content)


def _seal(log: Log, last: int) -> int:
    newest = Seal.objects.filter(table=log.table).order_by("-last").first()
    after = newest.last if newest else 0
    if last <= after:
        return 0
    rows, content = stretch_of(log, log.columns, after, last)
    end = Seal.objects.order_by("-id").first()
    seal = Seal(table=log.table, after=after, last=last, rows=rows, columns=list(log.columns), content=content)
    seal.previous = end.digest if end else GENESIS
    seal.digest = link(seal)
    seal.save()
    return rows


def _last(log: Log) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COALESCE(max("{log.key}"), 0) FROM "{log.table}"')
        return int(cursor.fetchone()[0])


def _all_settled() -> bool:
    """Wait, not long, until every transaction that runs now has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        (begun,) = cursor.fetchone()
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint >= %s", [begun])
            if cursor.fetchone()[0]:
                return True
            time.sleep(0.05)
    return False
