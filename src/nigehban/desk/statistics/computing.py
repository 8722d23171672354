"""Figures computed from the events, each with the sentence that defines it and the digest of what was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from django.db import connection

from nigehban.desk.statistics.register import asked
from nigehban.desk.statistics.sql import Asking, family, figures_query
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
        zone = self.statistics.heading.zone
        begin, end = self.period.moments(zone)
        return Asking(begin, end, self.as_of, self.past, self.unit, str(zone))


@dataclass(frozen=True)
class Computed:
    """A figure, and the digest of what was asked for it."""

    figure: Figure
    digest: str


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
    return _computed([measure], by, within)[0]


def compute_product(product: Product, within: Scope) -> list[Computed]:
    """All figures of a product, in its order; those about one stock are asked for in one statement."""
    measures = within.statistics.measures
    groups: dict[tuple[object, tuple[str, ...]], list[Measure]] = {}
    for table in product.tables:
        key = family(within.statistics, measures[table.measure]), table.by
        groups.setdefault(key, []).append(measures[table.measure])
    by_key = {key: iter(_computed(group, key[1], within)) for key, group in groups.items()}
    return [next(by_key[family(within.statistics, measures[one.measure]), one.by]) for one in product.tables]


def _computed(measures: Sequence[Measure], by: Sequence[str], within: Scope) -> list[Computed]:
    """Measures of one family, each with its rows."""
    query = figures_query(within.statistics, within.rows, measures, by, within.asking)
    found = [(0, {one: list[Row]() for one in by}) for _measure in measures]
    for place, number, *told in asked(query):
        split = next((n for n in range(len(by)) if told[2 * n] is not None), None)
        if split is None:
            found[place] = number, found[place][1]
        else:
            found[place][1][by[split]].append(Row(told[2 * split], told[2 * split + 1], number))
    return [
        Computed(Figure(measure.id, number, _ordered(tables)), query.digest_of(measure.id))
        for n, (measure, (number, tables)) in enumerate(zip(measures, found, strict=True))
    ]


def _ordered(tables: Mapping[str, list[Row]]) -> dict[str, tuple[Row, ...]]:
    return {by: tuple(sorted(rows, key=_order)) for by, rows in tables.items()}


def _order(row: Row) -> tuple[int, str, str]:
    """The largest first."""
    return -row.number, row.parent, row.value
