"""A platform's report and its file details as separate documents of one folder: the report takes their number.

A report is written before it is numbered, the details of its files after. Where one folder holds exactly one report
without a number, and all file details in it name the same report, there is no doubt which; in any other case nothing
is changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from nigehban.records import Document, Scheme


def number_the_report(documents: Iterable[Document]) -> None:
    """Give the one report without a number the number that all parts beside it name."""
    referrals = [one for document in documents if document.format == "platform_xml" for one in document.referrals]
    unnumbered = [one for one in referrals if one.scheme is Scheme.PLATFORM and not one.part]
    parts = {(one.scheme, one.external_id) for one in referrals if one.part}
    if len(unnumbered) == 1 and len(parts) == 1:
        (report,), ((report.scheme, report.external_id),) = unnumbered, parts
        report.warnings.append(
            f"The report has no number of its own; it was given {report.id}, which the file details beside it name."
        )
