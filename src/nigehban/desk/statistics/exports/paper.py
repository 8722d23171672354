"""A report on paper."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.translation import get_language_info, override

from nigehban.desk.documents.pdf import render_pdf
from nigehban.desk.statistics.report import Report


def as_pdf(report: Report) -> bytes:
    """The report as a tagged PDF. Raises ``PdfError``."""
    direction = "rtl" if get_language_info(report.language)["bidi"] else "ltr"
    with override(report.language):
        return render_pdf(render_to_string("statistics/paper.html", {"report": report, "direction": direction}))
