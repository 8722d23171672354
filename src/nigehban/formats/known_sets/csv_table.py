"""The rows of one CSV list by its header and mapping: many at once where they are clean, else one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import orjson
import pyarrow as pa

from nigehban.formats.known_sets.csv_cells import Cells
from nigehban.formats.known_sets.csv_rows import CsvRows
from nigehban.formats.known_sets.digests import BadHash
from nigehban.formats.known_sets.list_mapping import ListMapping
from nigehban.formats.known_sets.rows import POSITIONS, Columns, Row, shown
from nigehban.formats.mapping import fold
from nigehban.records.known import HASHES, KnownList, Rejected

_HASH_COLUMNS: Final = [POSITIONS[kind] for kind in (*HASHES, "photodna")]
_EXTRA: Final = POSITIONS["extra"]
_EMPTY: Final[list[object]] = list(Row(0))
_MAX_REMEMBERED: Final = 4_096
_PLAIN_WORDS: Final = {"true", "false", "image", "video"}
"""Words that say no more than the column does."""


class Table:
    """How the rows of one list are read."""

    def __init__(self, mapping: ListMapping, delimiter: str, header: list[str]) -> None:
        self.mapping = mapping
        self.delimiter = delimiter
        self.columns = mapping.match(header)
        self._header = _distinct(header)
        self._folded = [fold(words) for words in header]
        self._cells = [Cells.of(mapping, position, column) for position, column in self.columns.items()]
        self._rest = [(position, words) for position, words in enumerate(self._header) if self._is_kept(position)]
        self._extras: dict[tuple[str, ...], str | None] = {}

    def describe(self, known: KnownList) -> None:
        """Say which list this is."""
        mapping = self.mapping
        known.scheme, known.version, known.profile = mapping.scheme, mapping.version, mapping.profile
        header = self.delimiter.join(self._header)
        known.stated = {"mapping": mapping.name, "delimiter": self.delimiter, "header": header}

    def read(self, lines: CsvRows) -> Iterator[Columns | Row | Rejected]:
        """The entries of some lines; nothing for empty ones and for the header."""
        if len(lines.rows) > 1 and self._is_header(lines.rows[0]):
            lines = CsvRows(lines.first + 1, lines.rows[1:])
        columns = self._all(lines) if len(lines.rows) > 1 else None
        if columns is not None:
            yield columns
            return
        for line, cells in enumerate(lines.rows, lines.first):
            if any(cells):
                yield from self._one(line, cells)

    def _all(self, lines: CsvRows) -> Columns | None:
        """All rows by column; ``None`` when something about one of them must be said."""
        if set(map(len, lines.rows)) != {len(self._header)}:
            return None
        count = len(lines.rows)
        cells = list(zip(*lines.rows, strict=True))
        columns: Columns = [None] * len(_EMPTY)
        columns[0] = range(lines.first, lines.first + count)
        named = False
        for each in self._cells:
            found = each.take_all(cells[each.position])
            if found is None:
                return None
            columns[each.column] = found
            named = named or (each.column in _HASH_COLUMNS and _is_whole(found))
        if self._rest:
            rest = zip(*(cells[at] for at, _ in self._rest), strict=True)
            columns[_EXTRA] = [self._extra(values) for values in rest]
        return columns if named else None

    def _extra(self, values: tuple[str, ...]) -> str | None:
        """The cells that no column takes, as JSON; rows that agree in them share the text."""
        if values not in self._extras:
            if len(self._extras) >= _MAX_REMEMBERED:
                self._extras.clear()
            stated = self._stated(values)
            self._extras[values] = orjson.dumps(stated).decode() if stated else None
        return self._extras[values]

    def _is_kept(self, position: int) -> bool:
        """Whether its cells go to ``extra``: what no column takes, and the source's own words for yes, no and kinds."""
        column = self.columns.get(position)
        return column is None or column.target == "flag" or column.name == "media"

    def _stated(self, values: Iterable[str]) -> dict[str, str]:
        """What such cells state beyond the columns."""
        return {
            words: value
            for (position, words), value in zip(self._rest, values, strict=False)
            if value and not (position in self.columns and value.strip().lower() in _PLAIN_WORDS)
        }

    def _one(self, line: int, cells: list[str]) -> Iterator[Row | Rejected]:
        row = _EMPTY.copy()
        row[0] = line
        extra = self._stated(cells[position] if position < len(cells) else "" for position, _ in self._rest)
        problems = self._take(cells, row, extra)
        if problems and self._is_header(cells):
            return
        problems += self._surplus(cells, extra)
        named = any(row[column] is not None for column in _HASH_COLUMNS)
        if not named and not problems:
            widths = f"It has {len(cells)} cells, the header {len(self._header)}."
            problems = [f"The row names no file: it has no hash. {widths}"]
        text = shown(self.delimiter.join(cells)) if problems else ""
        for problem in problems:
            yield Rejected(line, problem, text, kept=named)
        if named:
            row[_EXTRA] = orjson.dumps(extra).decode() if extra else None
            yield Row._make(row)

    def _is_header(self, cells: list[str]) -> bool:
        return len(cells) == len(self._folded) and [fold(cell) for cell in cells] == self._folded

    def _take(self, cells: list[str], row: list[object], extra: dict[str, str]) -> list[str]:
        """Fill the row; what is not understood goes to ``extra``, with a sentence for each."""
        problems = []
        for each in self._cells:
            text = cells[each.position].strip() if each.position < len(cells) else ""
            if not text:
                continue
            try:
                row[each.column] = each.take(text)
            except (ValueError, BadHash) as error:
                problems.append(f"“{self._header[each.position]}” was not taken: {error}.")
                extra[self._header[each.position]] = text
        return problems

    def _surplus(self, cells: list[str], extra: dict[str, str]) -> list[str]:
        beyond = [cell for cell in cells[len(self._header) :] if cell]
        if not beyond:
            return []
        extra["cells beyond the header"] = self.delimiter.join(beyond)
        return [f"The row has {len(cells)} cells, the header only {len(self._header)}; the others were kept aside."]


def _is_whole(column: pa.Array | Sequence[object]) -> bool:
    return not column.null_count if isinstance(column, pa.Array) else None not in column


def _distinct(header: list[str]) -> list[str]:
    """The header, with a number at names that stand twice, so that no cell hides another."""
    seen: Counter[str] = Counter()
    names = []
    for words in header:
        seen[words] += 1
        names.append(words if seen[words] == 1 else f"{words} ({seen[words]})")
    return names
