"""Figures computed from the events, each with the sentence that defines it and the digest of what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from django.db import connection

from nigehban.desk.statistics.register import asked
from nigehban.desk.statistics.sql import Asking, Query, figure_query
from nigehban.jurisdiction.statistics import (
    Figure,
    Measure,
    Period,
    Product,
    Row,
    Rows,
    Statistics,
    load_rows,
    load_statistics,
)

PACK = "pk"


@dataclass(frozen=True)
class Scope:
    """What is asked for: a pack's figures of a period, as known at a time, of one unit or of all."""

    period: Period
    as_of: datetime
    unit: str | None = None
    pack: str = PACK
    past: bool = False

    @cached_property
    def statistics(self) -> Statistics:
        """The pack's definitions."""
        return load_statistics(self.pack)

    @cached_property
    def rows(self) -> Rows:
        """How the pack calls and recognises rows."""
        return load_rows(self.pack)

    @property
    def asking(self) -> Asking:
        """The scope in moments, by the pack's zone."""
        begin, end = self.period.moments(self.statistics.heading.zone)
        return Asking(begin, end, self.as_of, self.past, self.unit)


@dataclass(frozen=True)
class Computed:
    """A figure and what was asked for it."""

    figure: Figure
    query: Query


def scope(period: Period, *, as_of: datetime | None = None, unit: str | None = None, pack: str = PACK) -> Scope:
    """The scope as known now (by the database's clock) or at a time; a time to come is now."""
    now = database_now()
    past = as_of is not None and as_of < now
    return Scope(period, as_of if past and as_of else now, unit, pack, past)


def database_now() -> datetime:
    """The time by the clock that stamps events."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        found: datetime = cursor.fetchone()[0]
        return found.astimezone(UTC)


def compute(measure: Measure, by: Sequence[str], within: Scope) -> Computed:
    """One measure, broken down by each of ``by``."""
    query = figure_query(within.statistics, within.rows, measure, by, within.asking)
    whole, tables = 0, {one: list[Row]() for one in by}
    for number, *told in asked(query):
        place = next((n for n in range(len(by)) if told[2 * n] is not None), None)
        if place is None:
            whole = number
        else:
            tables[by[place]].append(Row(told[2 * place], told[2 * place + 1], number))
    ordered = {one: tuple(sorted(rows, key=_order)) for one, rows in tables.items()}
    return Computed(Figure(measure.id, whole, ordered), query)


def compute_product(product: Product, within: Scope) -> list[Computed]:
    """All figures of a product, in its order."""
    measures = within.statistics.measures
    return [compute(measures[table.measure], table.by, within) for table in product.tables]


def _order(row: Row) -> tuple[int, str, str]:
    """The largest first."""
    return -row.number, row.parent, row.value
