"""A report as an XLSX workbook. Texts are written as texts: nothing in it is a formula or a link."""

from __future__ import annotations

import io

import xlsxwriter

from nigehban.desk.statistics.exports.tables import lines_of
from nigehban.desk.statistics.report import Report

_WIDTHS = (44, 18, 24, 34, 10, 16, 80, 20)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def as_workbook(report: Report) -> bytes:
    """The workbook; from right to left where the language is."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        sheet = book.add_worksheet()
        if report.language.startswith("ur"):
            sheet.right_to_left()
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for number, line in enumerate(lines_of(report)):
            for column, value in enumerate(line):
                write = sheet.write_number if isinstance(value, int) else sheet.write_string
                write(number, column, value, wrapped)
    return out.getvalue()
