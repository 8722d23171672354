"""A report as a file: CSV, a workbook, a PDF. Each holds what the page holds, and hides what the page hides."""

from nigehban.desk.statistics.exports.paper import as_pdf
from nigehban.desk.statistics.exports.tables import as_csv, lines_of
from nigehban.desk.statistics.exports.workbook import as_workbook

__all__ = ["as_csv", "as_pdf", "as_workbook", "lines_of"]
