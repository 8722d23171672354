"""Verification: every log is as it was written, and every live row is what its history says.

Found are: a row of the log of reads that was changed, removed, added or cut off at the end; a sealed row of any other
log likewise; a live row that was changed, added or removed while its trigger was off. Not found is what was changed in
a log after its writing and before its first seal: seal often (``nigehban audit verify`` does; let it run nightly).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from nigehban.desk.audit.chain import GENESIS
from nigehban.desk.audit.digests import stretch_of
from nigehban.desk.audit.heads import Head, written_heads
from nigehban.desk.audit.logs import logs
from nigehban.desk.audit.models import Read, Seal
from nigehban.desk.audit.sealing import link

_CHUNK = 5000
_SHOWN = 5


class Change(NamedTuple):
    """Something that is not as it was written: where, and what is wrong with it."""

    where: str
    what: str


class Verification(NamedTuple):
    """What was looked at, and what was found; no change is good news."""

    reads: int
    seals: int
    live_rows: int
    changes: tuple[Change, ...]


def verify() -> Verification:
    """Look at everything, at one moment of the database."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        changes = [*_reads(), *_seals(), *_heads(), *_live()]
        counted = sum(model._default_manager.count() for model, _history in histories())
        return Verification(Read.objects.count(), Seal.objects.count(), counted, tuple(changes))


def histories() -> list[tuple[type[models.Model], type[models.Model]]]:
    """Each audited model with the model of its history."""
    found = [(getattr(model, "pgh_tracked_model", None), model) for model in apps.get_models()]
    return [(tracked, history) for tracked, history in found if tracked is not None]


def _reads() -> Iterator[Change]:
    expected, previous = 1, GENESIS
    for row in Read.objects.order_by("id").iterator(_CHUNK):
        where = f"read {row.id}"
        if row.id != expected:
            yield Change(where, f"rows {expected} to {row.id - 1} are missing")
        if row.previous != previous:
            yield Change(where, "it does not follow the row before it")
        if row.digest != _digest(row):
            yield Change(where, "its content is not what was written")
        expected, previous = row.id + 1, row.digest


def _digest(row: Read) -> str:
    at = row.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    fields = [str(row.id), at, str(row.officer_id), row.kind, row.record, row.reason, str(row.request), row.previous]
    return sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


def _seals() -> Iterator[Change]:
    known, previous = {log.table: log for log in logs()}, GENESIS
    for seal in Seal.objects.order_by("id").iterator(_CHUNK):
        where = f"{seal.table} {seal.after + 1} to {seal.last}"
        if seal.previous != previous or seal.digest != link(seal):
            yield Change(f"seal {seal.pk} ({where})", "the seal is not what was written")
        elif seal.table not in known:
            yield Change(where, "the table has lost what keeps it from being changed")
        elif stretch_of(known[seal.table], seal.columns, seal.after, seal.last) != (seal.rows, seal.content):
            yield Change(where, "rows were changed, removed or added")
        previous = seal.digest


def _heads() -> Iterator[Change]:
    for head in written_heads():
        if _digest_of(head) != head.digest:
            yield Change(f"{head.chain} {head.number}", "it was written down as the end and is gone or another now")


def _digest_of(head: Head) -> str | None:
    table: type[Read | Seal] = Read if head.chain == "reads" else Seal
    return table._default_manager.filter(pk=head.number).values_list("digest", flat=True).first()


def _live() -> Iterator[Change]:
    for model, history in histories():
        strays = _strays(model, history)
        for key in strays[:_SHOWN]:
            yield Change(f"{model._meta.db_table} {key}", "it is not what its history says")
        if len(strays) > _SHOWN:
            yield Change(model._meta.db_table, f"{len(strays) - _SHOWN} more rows are not what their histories say")


def _strays(model: type[models.Model], history: type[models.Model]) -> list[object]:
    """Keys of live rows that differ from the newest row of their history, or have none; and of rows that are gone."""
    columns = [str(field.column) for field in model._meta.concrete_fields]
    statement = sql.SQL(
        "SELECT COALESCE(live.{key}, kept.pgh_obj_id) FROM {live} AS live FULL JOIN "
        "(SELECT DISTINCT ON (pgh_obj_id) * FROM {history} ORDER BY pgh_obj_id, pgh_id DESC) AS kept "
        "ON kept.pgh_obj_id = live.{key} WHERE CASE WHEN live.{key} IS NULL THEN kept.pgh_label <> 'delete' "
        "ELSE kept.pgh_obj_id IS NULL OR kept.pgh_label = 'delete' OR ({of_live}) IS DISTINCT FROM ({of_kept}) END "
        "ORDER BY 1 LIMIT 1000"
    ).format(
        key=sql.Identifier(str(model._meta.pk.column)),
        live=sql.Identifier(model._meta.db_table),
        history=sql.Identifier(history._meta.db_table),
        of_live=_row("live", columns),
        of_kept=_row("kept", columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [key for (key,) in cursor.fetchall()]


def _row(alias: str, columns: list[str]) -> sql.Composed:
    names = (sql.Identifier(alias, column) for column in columns)
    return sql.SQL("ROW({})").format(sql.SQL(", ").join(names))
