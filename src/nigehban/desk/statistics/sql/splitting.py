"""The rows of a breakdown: each counted event has exactly one, so that rows add up.

A place, a section or a kind is recognised by the pack's words. What is not stated and what is not recognised have rows
of their own. A city that is recognised says the province, whatever else is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nigehban.desk.statistics.sql.query import Values
from nigehban.jurisdiction.statistics import NOT_RECOGNISED, NOT_STATED, WITHIN, Breakdown, Rows, Side, Statistics

_WORDS = "SELECT * FROM unnest({words}, {rows}, {parents}) AS w(word, value, parent)"
_MISSING = f"CASE WHEN btrim(COALESCE({{data}}, '')) = '' THEN '{NOT_STATED}' ELSE '{NOT_RECOGNISED}' END"


class Split(NamedTuple):
    """What a statement needs to tell rows apart: joins, and for each breakdown its row and the row above it."""

    joins: list[str]
    columns: list[str]


def split(statistics: Statistics, rows: Rows, by: Sequence[str], values: Values) -> Split:
    """The joins and columns ``r0, a0, r1, a1 …`` of the breakdowns ``by``."""
    maker = _Maker(statistics, rows, values)
    columns = [column for n, one in enumerate(by) for column in maker.columns(n, statistics.breakdowns[one])]
    return Split(maker.joins, columns)


class _Maker:
    def __init__(self, statistics: Statistics, rows: Rows, values: Values) -> None:
        self._rows, self._values = rows, values
        self._sides = {one.side: one for one in reversed(list(statistics.breakdowns.values()))}
        self._joined: dict[str, str] = {}
        self.joins: list[str] = []

    def columns(self, number: int, breakdown: Breakdown) -> tuple[str, str]:
        row, above = self._row(breakdown)
        return f"{row} AS r{number}", f"{above} AS a{number}"

    def _row(self, breakdown: Breakdown) -> tuple[str, str]:
        if breakdown.side is Side.UNIT:
            return "counted.unit", "''"
        if breakdown.side is Side.PROVINCE:
            return self._province(breakdown), "''"
        row = f"COALESCE({self._join(breakdown)}.value, {self._missing(breakdown)})"
        if breakdown.side is Side.CITY and Side.PROVINCE in self._sides:
            return row, self._province(self._sides[Side.PROVINCE])
        if breakdown.side in WITHIN:
            return row, f"COALESCE({self._join(breakdown)}.parent, {self._missing(breakdown)})"
        return row, "''"

    def _province(self, breakdown: Breakdown) -> str:
        cities = self._sides.get(Side.CITY)
        of_city = f"{self._join(cities)}.parent, " if cities else ""
        return f"COALESCE({of_city}{self._join(breakdown)}.value, {self._missing(breakdown)})"

    def _missing(self, breakdown: Breakdown) -> str:
        return _MISSING.format(data=self._data(breakdown))

    def _data(self, breakdown: Breakdown) -> str:
        return f"counted.data ->> {self._values(breakdown.key)}"

    def _join(self, breakdown: Breakdown) -> str:
        """The table of a breakdown's words, joined once."""
        if breakdown.id not in self._joined:
            name = self._joined[breakdown.id] = f"w{len(self._joined)}"
            words = self._rows.words(breakdown)
            table = _WORDS.format(
                words=self._values.texts(list(words)),
                rows=self._values.texts([one.value for one in words.values()]),
                parents=self._values.texts([one.parent for one in words.values()]),
            )
            on = f"{name}.word = lower(btrim({self._data(breakdown)}))"
            self.joins.append(f"LEFT JOIN ({table}) AS {name} ON {on}")
        return self._joined[breakdown.id]
