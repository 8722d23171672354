"""A report as lines of cells. A text that a spreadsheet would take for a formula is marked as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from nigehban.desk.statistics.report import CellText, Report

Value = str | int
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell may not begin with (OWASP, CSV injection)."""


def as_csv(report: Report) -> bytes:
    """UTF-8 with a byte order mark, without which spreadsheets take Urdu for something else."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([safe(value) for value in line] for line in lines_of(report))
    return out.getvalue().encode("utf-8-sig")


def safe(value: Value) -> Value:
    """The value; a text that could be a formula behind an apostrophe."""
    if isinstance(value, str) and (value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA)):
        return f"'{value}"
    return value


def lines_of(report: Report) -> Iterator[list[Value]]:
    """One line a figure and a row of it: what, by what, within what, the number, what it counts, what it means."""
    with override(report.language):
        yield [report.title]
        yield [_("Days"), report.days]
        yield [_("As known at"), report.as_of, report.zone]
        if report.unit:
            yield [_("Circle"), report.unit]
        if report.outside:
            yield [
                _("Cells below %(below)s are hidden, and others that would give them away.") % {"below": report.below}
            ]
        if report.review:
            yield [report.review]
        yield []
        yield [_("Figure"), _("By"), _("Within"), _("Row"), _("How many"), _("What is counted"), _("Means"), _("Query")]
        yield from _sections(report)


def _sections(report: Report) -> Iterator[list[Value]]:
    for one in report.sections:
        yield [one.title, "", "", "", _value(one.cell), one.unit, one.says, one.query]
        for table in one.tables:
            for row in table.rows:
                within = row.within if row.parent else ""
                yield [one.title, table.title, within, row.title, _value(row.cell), one.unit, "", ""]


def _value(cell: CellText) -> Value:
    return cell.text if cell.number is None else cell.number
