"""Files hold what the page holds; no cell is a formula; digits and days are the reader's."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.statistics.world import World

from nigehban.desk.statistics.computing import scope
from nigehban.desk.statistics.exports import as_csv, as_pdf, as_workbook
from nigehban.desk.statistics.exports.tables import safe
from nigehban.desk.statistics.report import Report, report
from nigehban.desk.statistics.telling import tell
from nigehban.jurisdiction.statistics import Period, load_statistics

BULLETIN = load_statistics("pk").products["weekly_bulletin"]


@pytest.fixture
def content(world: World) -> dict[str, object]:
    for n in range(27):
        city = "lahore" if n < 20 else "karachi" if n < 24 else "quetta"
        world.event(world.case(), "incident_reported", "2022-03-08T10:00", city=city)
    return tell(BULLETIN, scope(Period(date(2022, 3, 7), date(2022, 3, 13))), outside=True)


@given(st.text())
def test_no_text_becomes_a_formula(text: str) -> None:
    made = str(safe(text))
    assert made.lstrip()[:1] not in {"=", "+", "-", "@"} or made != text or made.startswith("'")
    assert not made.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert made.removeprefix("'") == text.removeprefix("'")


@pytest.mark.django_db
def test_a_csv_file_holds_the_figures_and_hides_what_is_small(content: dict[str, object]) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(report(content, "en")).decode("utf-8-sig"))))
    told = {(row[0], row[1], row[3]): row[4] for row in rows if len(row) == 8}
    assert told["Incidents reported", "", ""] == "27"
    assert told["Incidents reported", "City", "Lahore"] in {"20", "–"}
    assert "3" not in told.values()
    assert told["Incidents reported", "Province", "Balochistan"] == "<5"


@pytest.mark.django_db
def test_a_workbook_holds_numbers_as_numbers_and_runs_from_right_to_left_in_urdu(content: dict[str, object]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_workbook(report(content, "ur")))).active
    assert sheet is not None
    assert sheet.sheet_view.rightToLeft
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert 27 in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_pdf_is_written(content: dict[str, object], language: str) -> None:
    pages = pypdf.PdfReader(io.BytesIO(as_pdf(report(content, language)))).pages
    text = "".join(page.extract_text() for page in pages)
    assert ("Weekly bulletin" if language == "en" else "ہفتہ وار بلیٹن") in text


@pytest.mark.django_db
def test_digits_and_days_are_those_of_the_language(content: dict[str, object]) -> None:
    english, urdu = report(content, "en"), report(content, "ur")
    assert _incidents(english) == "27"
    assert _incidents(urdu) == "۲۷"
    assert "7 March 2022" in english.days
    assert "۲۰۲۲" in urdu.days
    assert any(row.cell.text == "<۵" for one in urdu.sections for table in one.tables for row in table.rows)


def _incidents(told: Report) -> str:
    return next(one.cell.text for one in told.sections if one.id == "incidents")
