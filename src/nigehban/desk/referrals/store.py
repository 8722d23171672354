"""A reading unit's tables into the database: one transaction a unit, whole or not at all, and each only once.

The same bytes twice add nothing: a document by its SHA-256, a referral by its id and document. Versions are numbered
anew for every referral touched, by the sender's time and then the document's digest, so that the order of
arrival does not matter. One loader stores at a time; others wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from numpy.typing import NDArray

from nigehban.desk.copying import copy_in
from nigehban.desk.lookup import row_of
from nigehban.desk.referrals import sql
from nigehban.desk.referrals.errors import NotReconciledError
from nigehban.desk.referrals.models import Load, LoadedUnit

SIDES = {
    "mentions": "referrals_mention",
    "signals": "referrals_signal",
    "abroad": "referrals_abroad",
    "chains": "referrals_chain",
}
"""The unit's tables whose rows belong to a referral, and where they go."""

_STORE_LOCK = 0x73746F7265
_LONGEST_ID = 400
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a unit: ``received`` = ``stored`` + ``attachments`` + ``duplicates`` + ``quarantined`` things.

    ``referrals`` is how many rows of referrals are new. ``known`` says that the unit was stored before, and counts
    what was counted then.
    """

    received: int
    stored: int
    attachments: int
    duplicates: int
    quarantined: int
    referrals: int
    known: bool = False


def store_unit(tables: Mapping[str, pa.Table], *, unit: str, load: Load, received: int | None = None) -> Counts:
    """Store a unit's tables (``nigehban.runs.tables``, without facts) unless the unit named ``unit`` is stored already.

    ``received`` is how many things were handed to the unit, where the caller knows. Raises ``NotReconciledError``
    when the tables account for more or fewer. When this returns, the rows outlast a power cut.
    """
    with transaction.atomic(durable=not connection.in_atomic_block), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_STORE_LOCK])
        before = row_of(LoadedUnit.objects, unit)
        if before is not None:
            return _counts_of(before)
        counts = _store(cursor, tables, load, received)
        LoadedUnit.objects.create(
            name=unit,
            load=load,
            received=counts.received,
            stored=counts.stored,
            attachments=counts.attachments,
            duplicates=counts.duplicates,
            quarantined=counts.quarantined,
            referrals=counts.referrals,
        )
        return counts


def _store(cursor: CursorWrapper, tables: Mapping[str, pa.Table], load: Load, received: int | None) -> Counts:
    things = {name: len(tables[name]) for name in ("documents", "attachments", "quarantine")}
    if received is not None and received != sum(things.values()):
        raise NotReconciledError(
            f"{received} things were received, but {sum(things.values())} are accounted for: {things}."
        )
    stored = _insert_new(cursor, sql.DOCUMENTS, _of_load(tables["documents"], load))
    attachments = _insert_new(cursor, sql.ATTACHMENTS, tables["attachments"])
    _insert_new(cursor, sql.QUARANTINE, tables["quarantine"])
    referrals = _store_referrals(cursor, tables)
    return Counts(
        received=sum(things.values()),
        stored=stored,
        attachments=attachments,
        duplicates=things["documents"] + things["attachments"] - stored - attachments,
        quarantined=things["quarantine"],
        referrals=referrals,
    )


def _of_load(documents: pa.Table, load: Load) -> pa.Table:
    return documents.append_column("load_id", pa.array(np.full(len(documents), load.pk)))


def _insert_new(cursor: CursorWrapper, insert: sql.Insert, table: pa.Table) -> int:
    """Stage the rows and insert those that are not there; how many were."""
    if not len(table):
        return 0
    _stage(cursor, insert, table)
    cursor.execute(insert.statement)
    return int(cursor.rowcount)


def _stage(cursor: CursorWrapper, insert: sql.Insert, table: pa.Table) -> None:
    cursor.execute(insert.make_stage)
    cursor.execute(insert.empty_stage)
    copy_in(cursor, insert.stage, table.select(insert.columns))


def _store_referrals(cursor: CursorWrapper, tables: Mapping[str, pa.Table]) -> int:
    table = tables["referrals"]
    if not len(table):
        return 0
    cursor.execute(sql.DRAW_IDS, [len(table)])
    ids = np.array([row[0] for row in cursor.fetchall()], np.int64)
    _stage(cursor, sql.REFERRALS, _bounded(table).append_column("id", pa.array(ids)))
    cursor.execute(sql.REFERRALS.statement)
    fresh = np.isin(ids, np.array([row[0] for row in cursor.fetchall()], np.int64))
    if fresh.any():
        cursor.execute(sql.RENUMBER)
        for name, target in SIDES.items():
            copy_in(cursor, target, _belonging(tables[name], ids, fresh))
    return int(fresh.sum())


def _belonging(side: pa.Table, ids: Rows, fresh: NDArray[np.bool_]) -> pa.Table:
    """The rows that belong to new referrals, with the referral's id and their position under it."""
    row = side.column("row").to_numpy().astype(np.int64)
    order = np.argsort(row, kind="stable")
    order = order[fresh[row[order]]]
    kept = row[order]
    position = np.arange(len(kept)) - np.searchsorted(kept, kept)
    if len(order) < len(side) or (np.diff(order) < 0).any():
        side = side.take(pa.array(order))
    return (
        side.drop_columns("row")
        .append_column("referral_id", pa.array(ids[kept]))
        .append_column("position", pa.array(position))
    )


def _bounded(table: pa.Table) -> pa.Table:
    """An id of absurd length would not fit an index: its beginning and its digest (``node_id``) stand for it."""
    lengths = pc.utf8_length(table.column("external_id"))
    if (pc.max(lengths).as_py() or 0) <= _LONGEST_ID:
        return table
    digest = pc.cast(table.column("node_id"), pa.string())
    head = pc.utf8_slice_codeunits(table.column("external_id"), 0, _LONGEST_ID // 2)
    short = pc.binary_join_element_wise(head, digest, "…")
    bounded = pc.if_else(pc.greater(lengths, _LONGEST_ID), short, table.column("external_id"))
    return table.set_column(table.schema.get_field_index("external_id"), "external_id", bounded)


def _counts_of(unit: LoadedUnit) -> Counts:
    return Counts(
        received=unit.received,
        stored=unit.stored,
        attachments=unit.attachments,
        duplicates=unit.duplicates,
        quarantined=unit.quarantined,
        referrals=unit.referrals,
        known=True,
    )
