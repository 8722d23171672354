"""Reports and file details that lie in one folder as separate documents."""

from __future__ import annotations

from nigehban.formats import read_document
from nigehban.formats.platform.loose import number_the_report
from nigehban.records import Document

REPORT = b"""<report><incidentSummary><incidentType>Misleading Domain Name</incidentType>
<incidentDateTime>2026-01-02T03:04:05Z</incidentDateTime></incidentSummary>
<reporter><reportingPerson><email>desk@example.com</email></reportingPerson></reporter></report>"""


def details(number: int, file: str) -> Document:
    text = f"<fileDetails><reportId>{number}</reportId><fileId>{file}</fileId></fileDetails>"
    return read_document(text.encode())


def test_the_one_report_takes_the_number_that_all_details_name():
    report = read_document(REPORT)
    number_the_report([report, details(77, "a" * 32), details(77, "b" * 32)])
    assert report.referrals[0].id == "NCMEC:77"
    assert "NCMEC:77" in report.referrals[0].warnings[-1]


def test_nothing_is_changed_where_details_name_two_reports():
    report = read_document(REPORT)
    before = report.referrals[0].id
    number_the_report([report, details(77, "a" * 32), details(78, "b" * 32)])
    assert report.referrals[0].id == before


def test_nothing_is_changed_where_two_reports_have_no_number():
    one, other = read_document(REPORT), read_document(REPORT.replace(b"03:04", b"03:05"))
    before = [document.referrals[0].id for document in (one, other)]
    number_the_report([one, other, details(77, "a" * 32)])
    assert [document.referrals[0].id for document in (one, other)] == before
