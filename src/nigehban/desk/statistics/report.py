"""A product as a reader has it, in one language: the same for the page, the print and every export.

It is made of the content alone (``statistics.telling``), so that an issue of last year reads as it did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from nigehban.desk.statistics import wording
from nigehban.desk.statistics.telling import Content
from nigehban.jurisdiction.statistics import spoken

_WITHHELD = "–"
_CHARTED = 12


class CellText(NamedTuple):
    """A figure as it is written; ``number`` is ``None`` where it is hidden, ``shown`` says how."""

    text: str
    number: int | None
    shown: str


class RowText(NamedTuple):
    """A row of a table. ``within`` is the row of the larger table that it belongs to, in words."""

    id: str
    parent: str
    title: str
    within: str
    cell: CellText
    share: str


class TableText(NamedTuple):
    """A breakdown of a figure."""

    by: str
    title: str
    rows: tuple[RowText, ...]
    nested: bool

    @property
    def chart(self) -> dict[str, Any]:
        """The largest rows that are shown, for a chart beside the table."""
        shown = [row for row in self.rows if row.cell.number is not None][:_CHARTED]
        series = {"name": self.title, "values": [row.cell.number for row in shown]}
        return {"kind": "bar", "title": self.title, "categories": [row.title for row in shown], "series": [series]}

    @property
    def has_shares(self) -> bool:
        """Whether a share stands in any row."""
        return any(row.share for row in self.rows)


class SectionText(NamedTuple):
    """A figure with what it means."""

    id: str
    title: str
    says: str
    unit: str
    cell: CellText
    source: str
    confidence: str
    query: str
    tables: tuple[TableText, ...]

    @property
    def has_rows(self) -> bool:
        """Whether it is broken down into anything."""
        return any(table.rows for table in self.tables)


class LineText(NamedTuple):
    """A line of a balance."""

    title: str
    cell: CellText


class BalanceText(NamedTuple):
    """Figures that add up, or do not."""

    title: str
    lines: tuple[LineText, ...]
    adds_up: bool


class RateText(NamedTuple):
    """A share, or nothing where the whole is too small for one."""

    title: str
    text: str


class TargetText(NamedTuple):
    """What was to be reached, and what was."""

    title: str
    target: str
    reached: CellText
    share: str


@dataclass(frozen=True)
class Report:
    """Everything that is shown of a product, in one language."""

    title: str
    language: str
    days: str
    as_of: str
    zone: str
    unit: str | None
    outside: bool
    below: str
    review: str
    source: str
    confidence: str
    sections: tuple[SectionText, ...]
    balances: tuple[BalanceText, ...]
    rates: tuple[RateText, ...]
    targets: tuple[TargetText, ...]

    @property
    def has_hidden(self) -> bool:
        """Whether any cell is hidden."""
        cells = [one.cell for one in self.sections]
        cells += [row.cell for one in self.sections for table in one.tables for row in table.rows]
        return any(cell.number is None for cell in cells)


def report(content: Content, language: str) -> Report:
    """The report of a content."""
    with override(language):
        return _Writer(content, language).written()


class _Writer:
    def __init__(self, content: Content, language: str) -> None:
        self._content, self._language = content, language
        self._figures = {figure["id"]: figure for figure in content["figures"]}

    def written(self) -> Report:
        content = self._content
        zone = ZoneInfo(content["zone"])
        first, last = (wording.day(date.fromisoformat(content[key]), self._language) for key in ("from", "to"))
        as_of = datetime.fromisoformat(content["as_of"]).astimezone(zone)
        return Report(
            title=self._said(content["title"]),
            language=self._language,
            days=first if first == last else f"{first} – {last}",
            as_of=wording.moment(as_of, self._language),
            zone=content["zone"],
            unit=content["unit"],
            outside=content["outside"],
            below=self._number(content["below"]),
            review=content["pack"]["review"],
            source=content["source"],
            confidence=content["confidence"],
            sections=tuple(map(self._section, content["figures"])),
            balances=tuple(map(self._balance, content["balances"])),
            rates=tuple(map(self._rate, content["rates"])),
            targets=tuple(map(self._target, content["targets"])),
        )

    def _section(self, figure: Content) -> SectionText:
        tables = figure["tables"]
        titles = {row["id"]: self._said(row["title"]) for table in tables.values() for row in table["rows"]}
        return SectionText(
            figure["id"],
            self._said(figure["title"]),
            self._said(figure["says"]),
            self._said(figure["unit_title"]),
            self._cell(figure),
            figure["source"],
            figure["confidence"],
            figure["query"],
            tuple(self._table(by, table, figure, titles) for by, table in tables.items()),
        )

    def _table(self, by: str, table: Content, figure: Content, titles: Mapping[str, str]) -> TableText:
        rows = tuple(
            RowText(
                row["id"],
                row["within"],
                self._said(row["title"]),
                titles.get(row["within"], row["within"]),
                self._cell(row),
                self._share(row["value"], figure["value"]),
            )
            for row in table["rows"]
        )
        return TableText(by, self._said(table["title"]), rows, any(row.parent for row in rows))

    def _balance(self, balance: Content) -> BalanceText:
        minus = [self._line(name) for name in balance["minus"]]
        total = LineText(_("Total"), self._written(balance["total"]))
        lines = [self._line(balance["opening"]), *map(self._line, balance["plus"]), total, *minus]
        return BalanceText(self._said(balance["title"]), (*lines, self._line(balance["closing"])), balance["adds_up"])

    def _line(self, name: str) -> LineText:
        figure = self._figures[name]
        return LineText(self._said(figure["title"]), self._cell(figure))

    def _rate(self, rate: Content) -> RateText:
        return RateText(self._said(rate["title"]), self._percent(rate["percent"]))

    def _target(self, target: Content) -> TargetText:
        return TargetText(
            self._said(self._figures[target["measure"]]["title"]),
            self._number(target["target"]),
            self._cell(self._figures[target["measure"]]),
            self._percent(target["percent"]),
        )

    def _cell(self, cell: Content) -> CellText:
        if cell["value"] is not None:
            return self._written(cell["value"])
        text = f"<{self._number(self._content['below'])}" if cell["shown"] == "small" else _WITHHELD
        return CellText(text, None, cell["shown"])

    def _written(self, value: int) -> CellText:
        return CellText(self._number(value), value, "value")

    def _share(self, part: int | None, whole: int | None) -> str:
        """No share of fewer than the product's least."""
        if part is None or not whole or whole < self._content["percent_from"]:
            return ""
        return self._percent(round(100 * part / whole))

    def _percent(self, value: int | None) -> str:
        return "" if value is None else f"{self._number(value)}%"

    def _number(self, value: int) -> str:
        return wording.number(value, self._language)

    def _said(self, text: Mapping[str, str]) -> str:
        return spoken(text, self._language)
