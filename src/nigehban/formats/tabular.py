"""Lists and forms as tables, CSV or XLSX: hotlines, INTERPOL bureaus, foreign and provincial police, families.

The header decides which mapping reads a table (see ``mapping``); the header need not be the first row. A table that
no mapping knows is read by the common names of its columns, with a warning, when at least one of them is a number or
an identifier.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from nigehban.formats import mapping_file
from nigehban.formats.errors import NotAReferral
from nigehban.formats.mapping import Mapping
from nigehban.formats.reader import Reader
from nigehban.formats.tables.csv_cells import read_csv
from nigehban.formats.tables.row import Layout, lay_out
from nigehban.formats.tables.rows import read_rows
from nigehban.formats.tables.sheet import Sheet
from nigehban.records import Fact, Referral

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD_BYTES: Final = 4096
_CONTROL: Final = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_HEADER_WITHIN: Final = 30
"""A header may stand below a letterhead of so many rows."""
_SHOWN_COLUMNS: Final = 12
_SHOWN_LENGTH: Final = 40


def recognises(data: bytes) -> bool:
    """Whether the bytes are a workbook or text that is neither JSON nor XML; asked last, since any text may be CSV."""
    if data.startswith((_ZIP, _OLD_OFFICE, *_MARKS)):
        return True
    head = data[:_HEAD_BYTES]
    text = head.replace(b"\0", b"") if _looks_like_utf16(head) else head
    return not _CONTROL.search(text) and text.lstrip()[:1] not in {b"", b"{", b"[", b"<"}


def _looks_like_utf16(head: bytes) -> bool:
    return head[1::2].count(0) > len(head) // 4 or head[::2].count(0) > len(head) // 4


def read(data: bytes, sha256: str) -> tuple[list[Referral], list[str]]:
    """The referrals of a table by the mapping that knows its header, and the document's warnings.

    Raises ``NotAReferral`` with the columns that were seen, ``Damaged``, ``Unsafe`` or ``TooLarge``.
    """
    sheets, warnings = _sheets(data)
    layouts = _lay_out_all(sheets, _known(), warnings)
    if not layouts:
        layouts = _lay_out_all(sheets, [mapping for mapping in mapping_file.built_in() if mapping.fallback], warnings)
        warnings.append(
            "No mapping knows these columns; they were read by their common names. Check what was not taken."
        )
    return _referrals(sheets, layouts, sha256), warnings


def read_with_mapping(data: bytes, sha256: str, mapping_path: Path) -> tuple[list[Referral], list[str]]:
    """The same by one mapping file of the user's; a list of a known kind that lies beside is read as ever.

    Raises ``MappingError`` too, when the mapping itself is wrong.
    """
    mapping = mapping_file.load(mapping_path)
    sheets, warnings = _sheets(data)
    layouts = _lay_out_all(sheets, [mapping], warnings) or _lay_out_all(sheets, _known(), warnings)
    return _referrals(sheets, layouts, sha256, mapping), warnings


def _known() -> list[Mapping]:
    """The mappings that come with the program and name a kind of list."""
    return [mapping for mapping in mapping_file.built_in() if not mapping.fallback]


READER: Final = Reader("tabular", recognises, read)


def _sheets(data: bytes) -> tuple[list[Sheet], list[str]]:
    if data.startswith(_OLD_OFFICE):
        raise NotAReferral(
            "This is a file of an old office program, or one locked with a password. Open it there and save it as XLSX."
        )
    if data.startswith(_ZIP):
        from nigehban.formats.tables.xlsx_cells import read_xlsx  # noqa: PLC0415 - most documents are no workbooks

        return read_xlsx(data)
    sheet, warnings = read_csv(data)
    return [sheet], warnings


def _lay_out_all(sheets: list[Sheet], known: Sequence[Mapping], warnings: list[str]) -> list[Layout]:
    choices = [_as_list_or_form(sheet, known, warnings) for sheet in sheets]
    return [layout for layout in choices if layout is not None]


def _as_list_or_form(sheet: Sheet, known: Sequence[Mapping], warnings: list[str]) -> Layout | None:
    """A list has its header in a row; a form filled in by hand has it in a column."""
    layout = _best_layout(sheet, known, warnings)
    form = sheet.as_form() if layout is None else None
    return layout if form is None else _best_layout(form, known, warnings)


def _best_layout(sheet: Sheet, known: Sequence[Mapping], warnings: list[str]) -> Layout | None:
    """The mapping and the header row that know the most columns."""
    found = sorted(_layouts(sheet, known), key=lambda layout: -len(layout.columns))
    if not found:
        return None
    best = found[0]
    equal = {layout.mapping.title for layout in found if len(layout.columns) == len(best.columns)}
    if len(equal) > 1:
        warnings.append(
            f"These columns fit several kinds of list ({', '.join(sorted(equal))}); read as “{best.mapping.title}”. "
            "Name a mapping to choose another."
        )
    return best


def _layouts(sheet: Sheet, known: Sequence[Mapping]) -> Iterator[Layout]:
    for row in range(min(_HEADER_WITHIN, len(sheet.rows))):
        for mapping in known:
            layout = lay_out(sheet, row, mapping)
            if layout is not None:
                yield layout


def _referrals(
    sheets: list[Sheet], layouts: list[Layout], sha256: str, mapping: Mapping | None = None
) -> list[Referral]:
    if not layouts:
        raise NotAReferral(_no_header(sheets, mapping))
    referrals = read_rows(layouts, sha256)
    if not referrals:
        raise NotAReferral("The list has a header, but no row below it. Ask the sender whether something is missing.")
    referrals[0].facts.extend(_around(sheets, layouts))
    return referrals


def _around(sheets: list[Sheet], layouts: list[Layout]) -> Iterator[Fact]:
    """Cells above a header, and of sheets that have none: they go with the first referral."""
    header_rows = {layout.sheet.number: layout.header_row for layout in layouts}
    for sheet in sheets:
        for row in range(header_rows.get(sheet.number, len(sheet.rows))):
            for cell in sheet.cells(row).values():
                if cell.text.strip():
                    yield Fact(f"{sheet.name} (outside the list)".strip(), cell.text, cell.pointer, mapped=False)


def _no_header(sheets: list[Sheet], mapping: Mapping | None) -> str:
    kind = f"the mapping “{mapping.title}”" if mapping else "any kind of list that is known here"
    return (
        f"No row of this table has the columns of {kind}. Its first columns are: {_first_columns(sheets)}. "
        "If it is a list of referrals, write a mapping file for it (docs/mappings.md shows how) and load it with that."
    )


def _first_columns(sheets: list[Sheet]) -> str:
    for sheet in sheets:
        for row in range(len(sheet.rows)):
            words = [cell.text.strip()[:_SHOWN_LENGTH] for cell in sheet.cells(row).values() if cell.text.strip()]
            if words:
                return ", ".join(f"“{word}”" for word in words[:_SHOWN_COLUMNS])
    return "none, it is empty"
