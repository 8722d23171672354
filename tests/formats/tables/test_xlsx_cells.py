"""XLSX: values as text, merged cells, pointers, and workbooks that were made to exhaust the reader."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from nigehban.formats import Damaged, NotAReferral, TooLarge, Unsafe
from nigehban.formats.tables.xlsx_cells import read_xlsx


def workbook(*sheets: list[list[object]], merge: str | None = None, names: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(names[number] if names else f"Sheet{number + 1}")
        for row in rows:
            sheet.append(row)
        if merge:
            sheet.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_sheet_xml(xml: str) -> bytes:
    """A workbook whose first sheet is this XML."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return stream.getvalue()


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def test_values_become_text_as_a_person_would_write_them():
    moment = datetime.fromisoformat("2025-01-02T03:04:05")
    values = [1, 923000000001, 2.5, True, "text", None, moment, date(2025, 1, 2), time(3, 4)]
    ((sheet,), warnings) = read_xlsx(workbook([values]))
    assert list(sheet.rows[0]) == [
        "1", "923000000001", "2.5", "true", "text", None, "2025-01-02T03:04:05", "2025-01-02", "03:04:00",
    ]  # fmt: skip
    assert warnings == []


def test_pointers_are_those_that_openpyxl_resolves():
    data = workbook([["a"] * 30], [["b"]], names=("Sheet1", "My list's"))
    first, second = read_xlsx(data)[0]
    assert first.cells(0)[27].pointer == "Sheet1!AB1"
    assert second.cells(0)[0].pointer == "'My list''s'!A1"


def test_empty_sheets_are_left_out_and_the_number_of_the_sheet_stays():
    (sheet,), _ = read_xlsx(workbook([], [["x"]]))
    assert (sheet.name, sheet.number) == ("Sheet2", 2)


def test_a_cell_merged_over_three_rows_is_said_of_each_of_them():
    ((sheet,), _) = read_xlsx(workbook([["h", "n"], ["one", 1], [None, 2], [None, 3]], merge="A2:A4"))
    assert [sheet.cells(row)[0] for row in (1, 2, 3)] == [("one", "Sheet1!A2")] * 3


def test_a_title_merged_over_columns_stands_in_the_first_only():
    ((sheet,), _) = read_xlsx(workbook([["title", None, None], ["a", "b", "c"]], merge="A1:C1"))
    assert list(sheet.cells(0)) == [0]


def test_numbers_that_excel_has_rounded_are_warned_of():
    ((_sheet,), warnings) = read_xlsx(workbook([[4242424242424242421]]))
    assert "15" in warnings[0]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c r = 'A1'><v>1</v></c></row><row r='1048576'><c\n r='XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>',
        '<row r="999999999"><c r="ZZZ999999999"><v>1</v></c></row>',
    ],
)
def test_one_cell_in_the_far_corner_is_refused_before_the_sheet_is_laid_out(rows):
    with pytest.raises(TooLarge, match="stray cells"):
        read_xlsx(with_sheet_xml(SHEET.format(rows)))


def test_a_sheet_that_inflates_a_thousandfold_is_unsafe():
    bomb = with_sheet_xml(SHEET.format("<row>" + " " * 40_000_000 + "</row>"))
    with pytest.raises(Unsafe, match="bomb"):
        read_xlsx(bomb)


@pytest.mark.parametrize("keep", [30, 500, 3000])
def test_a_cut_workbook_is_damaged(keep):
    with pytest.raises(Damaged):
        read_xlsx(workbook([["a", "b"]])[:keep])


def test_a_workbook_with_a_broken_sheet_is_damaged():
    with pytest.raises(Damaged):
        read_xlsx(with_sheet_xml("<worksheet><sheetData><row"))


def test_a_zip_that_is_no_workbook_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    with pytest.raises(NotAReferral, match="XLSX"):
        read_xlsx(stream.getvalue())
