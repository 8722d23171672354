"""Lists of known files as CSV, by a mapping (see ``list_mapping``): any delimiter, any encoding, ragged rows.

What a column takes and cannot be read is left out alone and said; a row without any hash is rejected. Cells that no
column takes stand in ``extra`` under their header.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Final

import orjson

from nigehban.formats.errors import NotAList
from nigehban.formats.known_sets.csv_rows import csv_rows
from nigehban.formats.known_sets.digests import BadHash, parse
from nigehban.formats.known_sets.list_mapping import ListColumn, ListMapping, built_in
from nigehban.formats.known_sets.rows import POSITIONS, Portions, Row, shown
from nigehban.formats.known_sets.streams import Source, opened, utf8_chunks
from nigehban.formats.known_sets.text_lines import Block, TextLines
from nigehban.formats.mapping import fold
from nigehban.records.known import HASHES, Counted, KnownList, Rejected

_DELIMITERS: Final = (",", ";", "\t", "|")
_HASH_COLUMNS: Final = [POSITIONS[kind] for kind in (*HASHES, "photodna")]
_LARGEST: Final = 2**63
_EXTRA: Final = POSITIONS["extra"]
_EMPTY: Final[list[object]] = list(Row(0))

Take = Callable[[str], object]
"""What a cell that is not empty gives its column. Raises ``ValueError`` with the reason why it gives nothing."""


def read(source: Source, mapping: ListMapping | None = None) -> KnownList:
    """The list as it streams by; without a mapping, by the built-in one that knows most of its columns.

    Raises ``Refused``: here for what is no such list, while reading for what cannot go on.
    """
    known = KnownList("CSV", Counted.LINE, iter(()))
    rows = _rows(source, mapping, known)
    first = next(rows, None)  # reads the header, so that the scheme is known
    known.portions = Portions().of(rows if first is None else chain((first,), rows))
    return known


def _rows(source: Source, mapping: ListMapping | None, known: KnownList) -> Iterator[Row | Rejected]:
    with opened(source) as stream:
        chunks = utf8_chunks(stream)
        head = next((chunk for chunk in chunks if chunk.strip()), b"")
        table = _table(_first_line(head), [mapping] if mapping else list(built_in().values()))
        table.describe(known)
        lines = TextLines(chain((head,), chunks))
        for found in csv_rows(lines, table.delimiter):
            if isinstance(found, Rejected):
                yield found
            else:
                yield from table.row(*found)
        known.warnings += lines.warnings


def _first_line(head: bytes) -> str:
    """The first line that is not empty."""
    for block in TextLines((head,)).blocks():
        if isinstance(block, Block):
            for line in block.lines:
                if line.strip():
                    return line
    raise NotAList("The file is empty. Ask the sender for it again.")


def _table(line: str, mappings: list[ListMapping]) -> _Table:
    """The mapping and the delimiter by which most columns of the first line are known."""
    tables = [
        _Table(mapping, delimiter, header)
        for mapping in mappings
        for delimiter in ([mapping.delimiter] if mapping.delimiter else _DELIMITERS)
        for header in (_cells(line, delimiter), list(mapping.header))
    ]
    best = max(tables, key=lambda table: (len(table.columns), bool(table.mapping.requires)))
    if not best.columns:
        raise NotAList(
            f"The first line names no column that holds hashes: {shown(line.strip())[:200]!r}. Name the columns in a "
            "mapping file (see docs/mappings.md), or give the list as a plain one."
        )
    return best


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


class _Table:
    """How the rows of one list are read."""

    def __init__(self, mapping: ListMapping, delimiter: str, header: list[str]) -> None:
        self.mapping = mapping
        self.delimiter = delimiter
        self.columns = mapping.match(header)
        self._header = _distinct(header)
        self._folded = [fold(words) for words in header]
        self._steps = [(position, *_taker(mapping, column)) for position, column in self.columns.items()]
        self._rest = [(position, words) for position, words in enumerate(self._header) if position not in self.columns]

    def describe(self, known: KnownList) -> None:
        """Say which list this is."""
        mapping = self.mapping
        known.scheme, known.version, known.profile = mapping.scheme, mapping.version, mapping.profile
        known.stated = {
            "mapping": mapping.name,
            "delimiter": self.delimiter,
            "header": self.delimiter.join(self._header),
        }

    def row(self, line: int, cells: list[str]) -> Iterator[Row | Rejected]:
        """The row of a line; nothing for the header."""
        row = _EMPTY.copy()
        row[0] = line
        width = len(cells)
        extra = {words: cells[position] for position, words in self._rest if position < width and cells[position]}
        problems: list[str] = []
        for position, column, take in self._steps:
            if position < width and (text := cells[position].strip()):
                try:
                    row[column] = take(text)
                except (ValueError, BadHash) as error:
                    problems.append(f"“{self._header[position]}” was not taken: {error}.")
                    extra[self._header[position]] = text
        if problems and [fold(cell) for cell in cells] == self._folded:
            return
        if width > len(self._header) and (surplus := [cell for cell in cells[len(self._header) :] if cell]):
            problems.append(
                f"The row has {width} cells, the header only {len(self._header)}; the others were kept aside."
            )
            extra["cells beyond the header"] = self.delimiter.join(surplus)
        named = any(row[column] is not None for column in _HASH_COLUMNS)
        text = shown(self.delimiter.join(cells)) if problems or not named else ""
        if not named and not problems:
            problems.append(
                f"The row names no file: it has no hash. It has {width} cells, the header {len(self._header)}."
            )
        for problem in problems:
            yield Rejected(line, problem, text, kept=named)
        if named:
            row[_EXTRA] = orjson.dumps(extra).decode() if extra else None
            yield Row._make(row)


def _distinct(header: list[str]) -> list[str]:
    """The header, with a number at names that stand twice, so that no cell hides another."""
    seen: Counter[str] = Counter()
    names = []
    for words in header:
        seen[words] += 1
        names.append(words if seen[words] == 1 else f"{words} ({seen[words]})")
    return names


def _taker(mapping: ListMapping, column: ListColumn) -> tuple[int, Take]:
    """The position of the column in a row, and what reads a cell of it."""
    name = "updated_text" if column.name == "updated" else column.name
    if column.target == "hash":
        return POSITIONS[name], lambda text: parse(name, text)
    if column.target == "flag":
        return POSITIONS[name], _remembered(lambda text: _answer(mapping, text, withdrawn=name == "withdrawn"))
    if name == "media":
        return POSITIONS[name], _remembered(lambda text: _media(mapping, text))
    return POSITIONS[name], _FIELDS.get(name, str)


def _remembered(take: Take) -> Take:
    """The same for words of which a list has only a few."""
    return lru_cache(maxsize=256)(take)


def _answer(mapping: ListMapping, text: str, *, withdrawn: bool) -> bool | None:
    try:
        answer = mapping.answer(text)
    except ValueError:
        raise ValueError(
            f"{text[:80]!r} is no word for yes or no that the mapping names; it counts as unknown"
        ) from None
    return bool(answer) if withdrawn else answer


def _media(mapping: ListMapping, text: str) -> str:
    kind = mapping.media(text)
    if kind is None:
        raise ValueError(f"{text[:80]!r} is no word for image or video that the mapping names; it counts as unknown")
    return kind


def _size(text: str) -> int:
    digits = text.replace(",", "") if text.isascii() else ""
    if not digits.isdigit() or int(digits[:20]) >= _LARGEST:
        raise ValueError(f"{text[:80]!r} is no number of bytes")
    return int(digits)


def _quality(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 100):
        raise ValueError(f"{text[:80]!r} is no PDQ quality: that is a number from 0 to 100")
    return int(text)


_FIELDS: Final[dict[str, Take]] = {"size": _size, "pdq_quality": _quality}
