"""Builds the statement of a measure: one for its figure with all breakdowns, one for the events behind a cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from nigehban.desk.statistics.sql.asking import Asking
from nigehban.desk.statistics.sql.counting import counted
from nigehban.desk.statistics.sql.query import Query, Values
from nigehban.desk.statistics.sql.splitting import split
from nigehban.desk.statistics.sql.standing import then
from nigehban.jurisdiction.statistics import Counts, Measure, Rows, Statistics


class Cell(NamedTuple):
    """A row of a breakdown, or with an empty ``by`` the whole figure."""

    by: str = ""
    value: str = ""
    parent: str = ""


class Place(NamedTuple):
    """Behind which event a page of events begins."""

    at: datetime
    id: int


def figures_query(
    statistics: Statistics, rows: Rows, measures: Sequence[Measure], by: Sequence[str], asking: Asking
) -> Query:
    """Rows of ``(measure, amount, r0, a0, r1, a1 …)``, ``measure`` a place in ``measures`` (one family).

    All columns but those of one breakdown are NULL, in the row of the whole figure all are. What counts nothing has
    no row.
    """
    values = Values()
    cells = _cells(statistics, rows, measures, by, asking, values)
    names = [name for n in range(len(by)) for name in (f"r{n}", f"a{n}")]
    sets = ", ".join(["(measure)", *(f"(measure, r{n}, a{n})" for n in range(len(by)))])
    chosen = ", ".join(["measure", "sum(amount)::bigint", *names])
    return Query(f"WITH {cells} SELECT {chosen} FROM cells GROUP BY GROUPING SETS ({sets})", values.named)


def events_query(
    statistics: Statistics, rows: Rows, measure: Measure, cell: Cell, asking: Asking, after: Place | None, size: int
) -> Query:
    """Rows of ``(id, at)`` of the events behind a cell, in the order of time: all that speak of what counts there."""
    values = Values()
    cells = _cells(statistics, rows, [measure], [cell.by] if cell.by else [], asking, values)
    source = "happened" if measure.counts is Counts.FLOW else "cells"
    inside = f"r0 = {values(cell.value)} AND a0 = {values(cell.parent)}" if cell.by else "true"
    behind = f"(at, id) > ({values(after.at)}, {values(after.id)})" if after else "true"
    text = f"""WITH {cells} SELECT id, at FROM {source}
    WHERE counted IN (SELECT counted FROM cells WHERE {inside}) AND {behind} ORDER BY at, id LIMIT {values(size)}"""
    return Query(text, values.named)


def _cells(
    statistics: Statistics, rows: Rows, measures: Sequence[Measure], by: Sequence[str], asking: Asking, values: Values
) -> str:
    parts = [*then(asking, values), *counted(statistics, measures, asking, values)]
    told = split(statistics, rows, by, values)
    own = ["measure", "id", "at", "counted"]
    columns = [*(f"counted.{name}" for name in own), f"{_amount(measures[0], values)} AS amount", *told.columns]
    return ", ".join([*parts, f"cells AS (SELECT {', '.join(columns)} FROM counted {' '.join(told.joins)})"])


def _amount(measure: Measure, values: Values) -> str:
    """Only a flow adds anything up, and a flow is asked for alone."""
    if measure.adds is None:
        return "1"
    stated = f"counted.data ->> {values(measure.adds)}"
    return f"CASE WHEN {stated} ~ '^[0-9]{{1,9}}$' THEN ({stated})::bigint ELSE 1 END"
