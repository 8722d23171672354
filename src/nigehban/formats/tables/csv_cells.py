"""CSV as it arrives: any of the encodings and separators that office programs write, ragged rows, broken quotes.

Pointers are RFC 7111 (``cell=12,3``: row, column, counted from 1; the header is a row too, and so is an empty line).
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from typing import Final

from nigehban.formats.errors import Damaged, TooLarge
from nigehban.formats.reader import MAX_LEAF_CHARACTERS
from nigehban.formats.tables.sheet import MAX_CELLS, Sheet

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE_CHARACTERS: Final = 64 * 1024
_SAMPLE_ROWS: Final = 50
_STEADINESS: Final = 4
"""How much more the same width in every row counts than many columns: cells hold lists with separators of their own."""


def read_csv(data: bytes) -> tuple[Sheet, list[str]]:
    """The table of a CSV document, and what was doubtful in reading it.

    Raises ``Damaged`` for what is no text, ``TooLarge`` beyond the limits.
    """
    text, warnings = _decode(data)
    delimiter = _sniff(text)
    rows, more = _split(text, delimiter)
    return Sheet("", rows, _point), warnings + more


def _point(row: int, column: int) -> str:
    return f"cell={row + 1},{column + 1}"


def _decode(data: bytes) -> tuple[str, list[str]]:
    encoding = _encoding_by_mark(data)
    warnings: list[str] = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8-sig":
            raise Damaged(
                f"The text is not what its first bytes promise ({encoding}): it is cut off or damaged."
            ) from error
        text, warnings = _decode_old(data)
    if "\0" in text:
        raise Damaged("The file holds NUL bytes, so it is no text. Ask the sender what it is.")
    return text, warnings


def _encoding_by_mark(data: bytes) -> str:
    """By the byte order mark; without one, UTF-16 shows in the zero bytes beside its ASCII characters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:512]
    if len(head) >= 4 and len(data) % 2 == 0:
        if head[1::2].count(0) > len(head) // 4 and not head[::2].count(0):
            return "utf-16-le"
        if head[::2].count(0) > len(head) // 4 and not head[1::2].count(0):
            return "utf-16-be"
    return "utf-8-sig"


def _decode_old(data: bytes) -> tuple[str, list[str]]:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Damaged(
            f"The text is neither UTF-8 nor Windows-1252 (byte {error.start:,} is in neither). "
            "Save the list as “CSV UTF-8” and load it again."
        ) from error
    return text, ["The text is not UTF-8; it was read as Windows-1252. Check names with accents or in Urdu."]


def _sniff(text: str) -> str:
    """The separator that cuts the first rows into the most columns, the same number in most of them."""
    return max(_DELIMITERS, key=lambda delimiter: _regularity(text, delimiter))


def _regularity(text: str, delimiter: str) -> float:
    rows = []
    try:
        for row in csv.reader(io.StringIO(text[:_SAMPLE_CHARACTERS], newline=""), delimiter=delimiter):
            if any(row):
                rows.append(len(row))
            if len(rows) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0
    if not rows:
        return 0.0
    width, count = max(Counter(rows).items(), key=lambda item: (item[0] > 1, item[1], item[0]))
    return (width - 1) * (count / len(rows)) ** _STEADINESS


def _split(text: str, delimiter: str) -> tuple[list[list[str]], list[str]]:
    """Strictly by the rules first, then leniently with a warning."""
    csv.field_size_limit(MAX_LEAF_CHARACTERS)
    rows = _Rows()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    whole_lines = 0
    try:
        for row in reader:
            rows.add(row)
            whole_lines = reader.line_num
    except csv.Error as error:
        if "field larger" in str(error):
            raise TooLarge(
                f"One cell has more than {MAX_LEAF_CHARACTERS:,} characters; no sender writes one."
            ) from error
        if "end of data" in str(error):
            return _rest_by_lines(rows, text, delimiter, whole_lines)
        return _leniently(text, delimiter)
    return rows.rows, []


def _rest_by_lines(rows: _Rows, text: str, delimiter: str, whole_lines: int) -> tuple[list[list[str]], list[str]]:
    """A quotation mark is opened and never closed: from there on each line is a row, so that none is swallowed."""
    for line in list(io.StringIO(text, newline=""))[whole_lines:]:
        rows.add(next(csv.reader([line], delimiter=delimiter), []))
    return rows.rows, [
        f"From line {whole_lines + 1:,} on a quotation mark is open that never closes; each line was read as a row."
    ]


def _leniently(text: str, delimiter: str) -> tuple[list[list[str]], list[str]]:
    rows = _Rows()
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        rows.add(row)
    return rows.rows, ["Some quotation marks of this list stand where none should; check the cells that hold them."]


class _Rows:
    """Rows as they are read, up to the limit of cells."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._cells = 0

    def add(self, row: list[str]) -> None:
        self._cells += len(row) + 1
        if self._cells > MAX_CELLS:
            raise TooLarge(f"The list has more than {MAX_CELLS:,} cells. Ask the sender to split it.")
        self.rows.append(row)
