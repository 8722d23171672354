"""A table of text cells, each with the pointer by which it is found again in the source document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

_LONGEST_FORM: Final = 300
"""A form has fewer lines than this."""
MAX_CELLS: Final = 4_000_000
"""More cells in one table are refused: 100,000 rows of 40 columns fit."""


class Cell(NamedTuple):
    """One cell's text, exactly as it stands, and its pointer."""

    text: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. ``rows`` holds a text for each cell; ``None`` for a cell that the document does not have.

    ``number`` is its place in the document, from 1. ``point`` turns a row and a column, both counted from 0, into a
    pointer. ``merged`` names, for a cell that is covered by one above it, the row of that one: what is written once
    over three rows is said of each of them.
    """

    name: str
    rows: Sequence[Sequence[str | None]]
    point: Callable[[int, int], str]
    number: int = 1
    merged: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def cells(self, row: int) -> dict[int, Cell]:
        """The cells of one row by their column, merged ones included."""
        found = {}
        for column, text in enumerate(self.rows[row]):
            source = self.merged.get((row, column), row) if text is None else row
            words = self.rows[source][column]
            if words is not None:
                found[column] = Cell(words, self.point(source, column))
        return found

    def as_form(self) -> Sheet | None:
        """The sheet turned by a quarter, if it is a form: one column of labels, and one of what was filled in."""
        used = {column for row in self.rows for column, text in enumerate(row) if text is not None and text.strip()}
        if len(used) != 2 or len(self.rows) > _LONGEST_FORM:
            return None
        labels, answers = ([_at(row, column) for row in self.rows] for column in sorted(used))
        first, second = sorted(used)
        return Sheet(
            self.name,
            [labels, answers],
            lambda row, column: self.point(column, second if row else first),
            self.number,
        )


def _at(row: Sequence[str | None], column: int) -> str | None:
    return row[column] if column < len(row) else None
