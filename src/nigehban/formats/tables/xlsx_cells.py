"""XLSX as it arrives: every sheet, merged cells, numbers and times as text.

A workbook is a ZIP, so it is checked like one; and since its reader lays out a sheet as a full rectangle, the
furthest cell of each sheet is looked up first: one cell at ``XFD1048576`` would ask for 17 thousand million.
Pointers are A1 references with the sheet (``Sheet1!C12``, ``'Sheet 2'!C12``).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from zipfile import ZipFile, ZipInfo

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from nigehban.formats import archives
from nigehban.formats.errors import Damaged, NotAReferral, TooLarge
from nigehban.formats.reader import MAX_DOCUMENT_BYTES
from nigehban.formats.tables.sheet import MAX_CELLS, Sheet

_REFERENCE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,7})(\d{1,10})["']""")
_CELL: Final = re.compile(rb"<(?:[\w.-]+:)?c[\s>/]")
_OVERLAP: Final = 64
_EXACT_BELOW: Final = 10**15
"""Excel keeps 15 digits of a number; a longer card or document number in a number cell is already wrong."""
_PLAIN_NAME: Final = re.compile(r"[^\W\d]\w*")

CellValue = int | float | str | bool | time | date | datetime | timedelta
Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, each as row and column from 0."""


def read_xlsx(data: bytes) -> tuple[list[Sheet], list[str]]:
    """The sheets of a workbook that have cells, and what was doubtful in reading them.

    Raises ``NotAReferral`` for another kind of ZIP, ``Damaged``, ``Unsafe`` or ``TooLarge``.
    """
    _check_workbook(data)
    warnings: list[str] = []
    sheets = _guarded(lambda: _sheets(data, warnings))
    return [sheet for sheet in sheets if sheet.rows], warnings


def _sheets(data: bytes, warnings: list[str]) -> list[Sheet]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        return [
            _sheet(workbook.get_sheet_by_name(entry.name), number, warnings)
            for number, entry in enumerate(workbook.sheets_metadata, 1)
            if entry.typ == SheetTypeEnum.WorkSheet
        ]


def _guarded(read: Callable[[], list[Sheet]]) -> list[Sheet]:
    """Turn what the workbook reader raises into ``Damaged``; a panic of its Rust code is no ``Exception``."""
    try:
        return read()
    except (CalamineError, OSError, ValueError, OverflowError, TypeError) as error:
        raise Damaged(f"The workbook cannot be read ({error}). Save it again as XLSX.") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Damaged("The workbook is damaged. Save it again as XLSX.") from error


def is_xlsx(names: list[str]) -> bool:
    """Whether a ZIP with these members is an Excel workbook."""
    return "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names)


def _check_workbook(data: bytes) -> None:
    with archives.open_zip(io.BytesIO(data)) as archive:
        if not is_xlsx(archive.namelist()):
            raise NotAReferral(
                "This is a ZIP or an office document, but no Excel workbook. Save the list as XLSX or CSV."
            )
        left = MAX_DOCUMENT_BYTES
        for member in archive.infolist():
            left -= _check_part(archive, member, left)


def _check_part(archive: ZipFile, member: ZipInfo, limit: int) -> int:
    """Inflate one part to nowhere; gives its true size. Of a sheet, the furthest cell is checked on the way."""
    is_sheet = member.filename.endswith(".xml") and "sheets/" in member.filename
    extent = _Extent()
    size = 0
    archives.check_member(member)
    for chunk in archives.inflate(archive, member, limit):
        size += len(chunk)
        if is_sheet:
            extent.look_at(chunk)
    return size


class _Extent:
    """The rectangle that a sheet's cells span, found in its XML without building it."""

    def __init__(self) -> None:
        self._rows = 0
        self._columns = 0
        self._cells = 0
        self._tail = b""

    def look_at(self, chunk: bytes) -> None:
        """Take in one more chunk of the sheet; a reference cut by the chunk's edge is seen with the next."""
        if b"\0" in chunk:
            raise Damaged("A sheet of the workbook is not in UTF-8. Save it again as XLSX.")
        text = self._tail + chunk
        for letters, digits in _REFERENCE.findall(text):
            self._rows = max(self._rows, int(digits))
            self._columns = max(self._columns, _column_number(letters))
        self._cells += len(_CELL.findall(text))
        self._tail = text[-_OVERLAP:]
        if self._cells > MAX_CELLS or self._rows * max(self._columns, 1) > MAX_CELLS:
            raise TooLarge(
                f"A sheet reaches to row {self._rows:,} and column {self._columns:,}: more than {MAX_CELLS:,} cells. "
                "Delete the stray cells far below or to the right, or split the list."
            )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _sheet(sheet: CalamineSheet, number: int, warnings: list[str]) -> Sheet:
    values = sheet.to_python(skip_empty_area=False)
    rows = [[_text(value) for value in row] for row in values]
    if any(_is_rounded(value) for row in values for value in row):
        warnings.append(f"The sheet “{sheet.name}” holds numbers of 16 and more digits; Excel keeps only 15 of them.")
    prefix = sheet.name if _PLAIN_NAME.fullmatch(sheet.name) else "'" + sheet.name.replace("'", "''") + "'"
    merged = dict(_covered(sheet.merged_cell_ranges or [], len(rows)))
    return Sheet(sheet.name, rows, lambda row, column: f"{prefix}!{_letters(column)}{row + 1}", number, merged)


def _covered(ranges: Iterable[Range], rows: int) -> Iterator[tuple[tuple[int, int], int]]:
    """The cells below the first of each merged range, within the sheet, and the row that covers them."""
    left = MAX_CELLS
    for (top, column), (bottom, _) in ranges:
        below = range(top + 1, min(bottom + 1, rows))
        left -= len(below)
        if left < 0:
            raise TooLarge("A sheet has too many merged cells. Unmerge them and save the workbook again.")
        yield from (((row, column), top) for row in below)


def _text(value: CellValue) -> str | None:
    """The value as text: whole numbers without a point, times as ISO 8601; ``None`` for an empty cell."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and not _is_rounded(value):
        return str(int(value))
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _is_rounded(value: CellValue) -> bool:
    return isinstance(value, float) and abs(value) >= _EXACT_BELOW


def _letters(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
