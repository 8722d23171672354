"""Lists of known files as CSV, by a mapping (see ``list_mapping``): any delimiter, any encoding, ragged rows.

What a column takes and cannot be read is left out alone and said; a row without any hash is rejected. Cells that no
column takes stand in ``extra`` under their header.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from nigehban.formats.errors import NotAList
from nigehban.formats.known_sets.csv_rows import csv_rows
from nigehban.formats.known_sets.csv_table import Table
from nigehban.formats.known_sets.list_mapping import ListMapping, built_in
from nigehban.formats.known_sets.rows import Columns, Portions, Row, shown
from nigehban.formats.known_sets.streams import Source, opened, utf8_chunks
from nigehban.formats.known_sets.text_lines import Block, TextLines
from nigehban.records.known import Counted, KnownList, Rejected

_DELIMITERS: Final = (",", ";", "\t", "|")
_HEAD_LINES: Final = 20
"""The header is one of so many lines: tools write titles, comments or the delimiter above it."""
_MAX_BLANK_BYTES: Final = 16 * 1024 * 1024
"""So many empty lines may stand before the first that is none."""


def read(source: Source, mapping: ListMapping | None = None) -> KnownList:
    """The list as it streams by; without a mapping, by the built-in one that knows most of its columns.

    Raises ``Refused``: here for what is no such list, while reading for what cannot go on.
    """
    known = KnownList("CSV", Counted.LINE, iter(()))
    rows = _rows(source, mapping, known)
    first = next(rows, None)  # reads the header, so that the scheme is known
    known.portions = Portions().of(rows if first is None else chain((first,), rows))
    return known


def _rows(source: Source, mapping: ListMapping | None, known: KnownList) -> Iterator[Columns | Row | Rejected]:
    with opened(source) as stream:
        chunks = utf8_chunks(stream)
        head = b""
        while not head.strip() and len(head) < _MAX_BLANK_BYTES and (more := next(chunks, b"")):
            head += more
        table = _table(_first_lines(head), [mapping] if mapping else list(built_in().values()))
        table.describe(known)
        lines = TextLines(chain((head,), chunks))
        for found in csv_rows(lines, table.delimiter):
            if isinstance(found, Rejected):
                yield found
            else:
                yield from table.read(found)
        known.warnings += lines.warnings


def _first_lines(head: bytes) -> list[str]:
    """The first lines that are not empty."""
    blocks = (block for block in TextLines((head,)).blocks() if isinstance(block, Block))
    lines = list(islice((line for block in blocks for line in block.lines if line.strip()), _HEAD_LINES))
    if not lines:
        raise NotAList("The file is empty. Ask the sender for it again.")
    return lines


def _table(lines: list[str], mappings: list[ListMapping]) -> Table:
    """By the first line that names a column of hashes; what stands before it is rejected like any other row."""
    best = next((table for line in lines if (table := _table_of(line, mappings)).columns), None)
    if best is None:
        raise NotAList(
            f"The first line names no column that holds hashes: {shown(lines[0].strip())[:200]!r}. Name the columns in "
            "a mapping file (see docs/mappings.md), or give the list as a plain one."
        )
    return best


def _table_of(line: str, mappings: list[ListMapping]) -> Table:
    """The mapping and the delimiter by which most columns of a header are known."""
    tables = [
        Table(mapping, delimiter, header)
        for mapping in mappings
        for delimiter in dict.fromkeys((mapping.delimiter or _DELIMITERS[0], *_DELIMITERS))
        for header in (_cells(line, delimiter), list(mapping.header))
    ]
    return max(tables, key=lambda table: (len(table.columns), bool(table.mapping.requires)))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
