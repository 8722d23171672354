"""One row on its way to a referral: its cells, what was taken of them, and the parties they speak of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from nigehban.formats.mapping import Column, Mapping, fold
from nigehban.formats.tables.sheet import Cell, Sheet
from nigehban.records import Fact, File, Instant, Mention, Party, Place, PlaceSource, Referral, Role

_ISO_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a mapping found its columns: the header's row in the sheet, and each known column's position.

    ``positions`` gives the place of each header that the mapping itself refers to, by its folded name there.
    """

    sheet: Sheet
    header_row: int
    header: list[str]
    mapping: Mapping
    columns: dict[int, Column]
    positions: dict[str, int]

    def name_of(self, position: int) -> str:
        """The header's own words, or the column's number where it has none."""
        words = self.header[position].strip() if position < len(self.header) else ""
        return words or f"column {position + 1}"


def lay_out(sheet: Sheet, header_row: int, mapping: Mapping) -> Layout | None:
    """The layout of a sheet by one mapping; ``None`` when the header is not of that kind."""
    header = [words or "" for words in sheet.rows[header_row]]
    columns = mapping.match(header)
    if not columns:
        return None
    positions = {}
    for name in mapping.references():
        headers = mapping.headers_of(name)
        found = [position for position, column in columns.items() if column.headers == headers]
        if found:
            positions[fold(name)] = found[0]
    return Layout(sheet, header_row, header, mapping, columns, positions)


class Row:
    """One row on its way to a referral."""

    def __init__(self, layout: Layout, row: int, cells: dict[int, Cell]) -> None:
        self._layout = layout
        self._mapping = layout.mapping
        self._row = row
        self._cells = cells
        self._taken: set[int] = set()
        self._parties: dict[Role, int] = {}
        self._places: dict[Role, Place] = {}
        self._file_count: dict[str, int] = {}
        pointer = next(iter(cells.values())).pointer
        self.referral = Referral(self._mapping.scheme, "", pointer, reporter=self._mapping.reporter)

    def read(self, sha256: str, fill: Fill) -> Referral:
        """Give every cell that says something to ``fill``, then finish the referral."""
        self._read_id(sha256)
        for position, column in self._layout.columns.items():
            cell = self._cells.get(position)
            if cell is not None and not self._mapping.is_blank(cell.text):
                fill(self, position, column, cell)
        self._finish_places()
        self._finish_names()
        self._check_width()
        self.referral.facts.extend(self._facts())
        return self.referral

    def take(self, position: int) -> None:
        """The cell at this position has found its field."""
        self._taken.add(position)

    def values(self, position: int, column: Column, cell: Cell) -> list[str]:
        """The values of one cell: several where the column may hold several."""
        self.take(position)
        words = re.split(f"[{re.escape(self._mapping.separators)}]", cell.text) if column.many else [cell.text]
        return [word.strip() for word in words if not self._mapping.is_blank(word)]

    def party(self, role: Role, pointer: str) -> int:
        """The index of the row's one party of this role; -1 for identifiers of nobody in particular."""
        if role is Role.NONE:
            return -1
        if role not in self._parties:
            self.referral.parties.append(Party(role, pointer))
            self._parties[role] = len(self.referral.parties) - 1
        return self._parties[role]

    def file(self, what: str, pointer: str) -> int:
        """The index of the next file of which ``what`` is said: the second name belongs to the second hash."""
        index = self._file_count.get(what, 0)
        self._file_count[what] = index + 1
        if index == len(self.referral.files):
            self.referral.files.append(File(pointer))
        return index

    def place(self, role: Role, pointer: str) -> Place:
        """The row's one place of this role."""
        if role not in self._places:
            party = self.party(role, pointer)
            self._places[role] = Place(PlaceSource.STATED, pointer, role, party)
        return self._places[role]

    def beside(self, header: str | None) -> Cell | None:
        """What stands in another column of the same row, if it says anything."""
        position = self._layout.positions.get(fold(header)) if header else None
        cell = None if position is None else self._cells.get(position)
        if position is None or cell is None or self._mapping.is_blank(cell.text):
            return None
        self.take(position)
        return Cell(cell.text.strip(), cell.pointer)

    def time(self, cell: Cell) -> Instant:
        """The cell as a time; what cannot be read keeps its text, with a warning."""
        time = self._mapping.time(cell.text)
        if time.utc is None:
            self.warn(f"“{cell.text[:60]}” at {cell.pointer} is not a time that can be read; its text is kept.")
        return time

    def answer(self, cell: Cell) -> bool | None:
        """The cell as yes or no; anything else is unknown, with a warning."""
        answer = self._mapping.answer(cell.text)
        if answer is None:
            self.warn(f"“{cell.text[:60]}” at {cell.pointer} is neither yes nor no; it counts as unknown.")
        return answer

    def date(self, cell: Cell) -> str | None:
        """The cell as a day, ``YYYY-MM-DD``; ``None`` with a warning for anything else."""
        day = self._mapping.date(cell.text)
        if day is None:
            self.warn(f"“{cell.text[:60]}” at {cell.pointer} is not a date that can be read; its text is kept.")
        return day

    def number(self, cell: Cell, highest: int) -> int | None:
        """The cell as a whole number from 0 to ``highest``; anything else is unknown, with a warning."""
        words = cell.text.strip()
        if words.isdecimal() and len(words) <= 9 and int(words) <= highest:
            return int(words)
        self.warn(f"“{words[:60]}” at {cell.pointer} is not a number from 0 to {highest}; it counts as unknown.")
        return None

    def warn(self, sentence: str) -> None:
        """Keep a doubt beside the referral, for a person to see."""
        self.referral.warnings.append(sentence)

    def _read_id(self, sha256: str) -> None:
        names = self._mapping.external_id or self._id_headers()
        parts = [cell for cell in map(self.beside, names) if cell is not None]
        if parts and len(parts) == len(names):
            self.referral.external_id = "-".join(cell.text for cell in parts)
        else:
            number = self._layout.sheet.number
            sheet = f"-sheet-{number}" if number > 1 else ""
            self.referral.external_id = f"sha256-{sha256[:16]}{sheet}-row-{self._row + 1}"

    def _id_headers(self) -> tuple[str, ...]:
        """The first column that the mapping calls the referral's number, if the list has it."""
        for column in self._layout.columns.values():
            if (column.target, column.name) == ("field", "external_id"):
                return column.headers[:1]
        return ()

    def _finish_places(self) -> None:
        for role, place in self._places.items():
            if place.text:
                place.source = PlaceSource.ADDRESS
            parts = (place.text, place.city, place.postcode, place.region, place.country)
            words = ", ".join(part for part in parts if part)
            self.referral.places.append(place)
            self.referral.mentions.append(Mention("place", words, place.pointer, role, place.party))

    def _finish_names(self) -> None:
        """Names come last: a date of birth may stand in a later column."""
        for index, party in enumerate(self.referral.parties):
            if party.name is not None:
                born = party.birth_date if party.birth_date and _ISO_DATE.fullmatch(party.birth_date) else None
                mention = Mention("person_name", party.name, party.name_pointer or "", party.role, index, hint=born)
                self.referral.mentions.append(mention)

    def _check_width(self) -> None:
        width, expected = len(self._layout.sheet.rows[self._row]), len(self._layout.header)
        if width != expected:
            self.warn(f"Row {self._row + 1} has {width} cells, the header {expected}; look whether they are shifted.")

    def _facts(self) -> Iterator[Fact]:
        for position, cell in self._cells.items():
            yield Fact(self._layout.name_of(position), cell.text, cell.pointer, position in self._taken)


Fill = Callable[[Row, int, Column, Cell], None]
"""Puts one cell into the referral as its column says."""
