"""VICS entries as rows.

The entries of one list have few different shapes (the names of their fields in order). What is to be done with each
field is found once a shape, and done for all entries of the shape at once where they spell it in one way. Shape and
spellings are noted in ``layout``, for the exporter.

A layout names the fields in their order: ``MediaID=n MD5=U * Series=s`` is a number, a hash in capitals, the first
field of ``extra``, a text. An empty layout says that ``extra`` is the whole entry as it was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import orjson

from nigehban.formats.known_sets.digests import BadHash, parse
from nigehban.formats.known_sets.rows import POSITIONS, Columns, Row
from nigehban.formats.known_sets.vics_fields import (
    FIELDS,
    HASH_LIST,
    NOT_TAKEN,
    WHOLE_HASH_LIST,
    BadField,
    Take,
    TakeAll,
)
from nigehban.records.known import HASHES

_MAX_SHAPES: Final = 4_096
_LONGEST_NAME: Final = 64
_HASH_COLUMNS: Final = [POSITIONS[kind] for kind in (*HASHES, "photodna")]
_EXTRA: Final = POSITIONS["extra"]
_LAYOUT: Final = POSITIONS["layout"]
_NO_HASH: Final = "The entry names no file: it has no hash that could be taken (MD5, SHA-1, SHA-256, PDQ, PhotoDNA)."
_NAMES: Final = {"MD5": "md5", "SHA1": "sha1", "SHA256": "sha256", "PDQ": "pdq", "PHOTODNA": "photodna"}

Entry = dict[str, object]
Problem = tuple[int, str]
"""The position of an entry and a sentence."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A field that has a column, and how it is taken."""

    name: str
    position: int
    take: Take
    take_all: TakeAll

    def taken(self, values: list[object]) -> tuple[Sequence[str], Sequence[object], list[Problem]]:
        """The spellings, what the column holds, and what was not understood."""
        uniform = self.take_all(values)
        if uniform is not None:
            return uniform[0] * len(values), uniform[1], []
        codes: list[str] = []
        cells: list[object] = []
        problems: list[Problem] = []
        for position, value in enumerate(values):
            try:
                code, cell = self.take(value)
            except (BadField, BadHash) as error:
                code, cell = NOT_TAKEN, None
                problems.append((position, f"“{self.name}” was not taken: {error}."))
            codes.append(code)
            cells.append(cell)
        return codes, cells, problems


@dataclass(slots=True)
class _Shape:
    """The names of an entry's fields in order, which of them have columns, and the layouts seen with it."""

    names: tuple[str, ...]
    steps: list[_Step]
    rest: tuple[str, ...]
    hash_list: str | None
    layouts: dict[tuple[str, ...], str] = field(default_factory=dict)

    def layout(self, codes: tuple[str, ...]) -> str:
        """The layout with these spellings, one a step."""
        known = self.layouts.get(codes)
        if known is None:
            by_name = {step.name: code for step, code in zip(self.steps, codes, strict=True)}
            items = (
                "*" if by_name.get(name, NOT_TAKEN) == NOT_TAKEN else f"{name}={by_name[name]}" for name in self.names
            )
            known = self.layouts[codes] = " ".join(items)
        return known

    def leftover(self, entry: Entry, codes: tuple[str, ...]) -> str | None:
        """The fields that no column took, in their order, as JSON."""
        names: Sequence[str] = self.rest
        if NOT_TAKEN in codes:
            kept = {step.name for step, code in zip(self.steps, codes, strict=True) if code == NOT_TAKEN}.union(names)
            names = [name for name in self.names if name in kept]
        return orjson.dumps({name: entry[name] for name in names}).decode() if names else None


class Rows:
    """The rows of some entries. ``nameless`` are the positions of those that no hash names: they are left out."""

    def __init__(self, count: int, first: int, group: int) -> None:
        self.count = count
        self.problems: list[Problem] = []
        self.nameless: set[int] = set()
        self._cells: dict[int, list[object]] = {}
        self._first = first
        self._group = group

    def put(self, column: int, places: Sequence[int], values: Sequence[object]) -> None:
        """Put values into a column, at the positions of their entries."""
        cells = self._column(column)
        if len(places) == self.count:
            cells[:] = values
        else:
            for place, value in zip(places, values, strict=True):
                cells[place] = value

    def verbatim(self, position: int, text: str) -> None:
        """Keep an entry as it was written."""
        self._column(_EXTRA)[position], self._column(_LAYOUT)[position] = text, ""

    def leave_out_nameless(self, places: list[int]) -> None:
        """Leave out those of the entries whose file nothing names."""
        columns = [self._cells[column] for column in _HASH_COLUMNS if column in self._cells]
        said = {place for place, _ in self.problems}
        for place in places:
            if all(cells[place] is None for cells in columns):
                self.nameless.add(place)
                if place not in said:
                    self.problems.append((place, _NO_HASH))

    def add_hashes(self, position: int, listed: object) -> None:
        """Fill hashes that are still missing from the entry's list of hashes, by their names there."""
        for one in listed if isinstance(listed, list) else ():
            name, text = (one.get("HashName"), one.get("HashValue")) if isinstance(one, dict) else (None, None)
            kind = _NAMES.get(name.upper().replace("-", "")) if isinstance(name, str) else None
            if kind is None or not isinstance(text, str) or not text:
                continue
            cells = self._column(POSITIONS[kind])
            try:
                cells[position] = parse(kind, text) if cells[position] is None else cells[position]
            except BadHash as error:
                self.problems.append((position, f"“{name}” among the alternative hashes was not taken: {error}."))

    def columns(self) -> Columns:
        """All rows but the nameless, by column."""
        columns: Columns = [self._cells.get(column) for column in range(len(Row._fields))]
        columns[POSITIONS["place"]] = range(self._first, self._first + self.count)
        columns[POSITIONS["group"]] = [self._group] * self.count
        if not self.nameless:
            return columns
        kept = [position for position in range(self.count) if position not in self.nameless]
        return [column and [column[position] for position in kept] for column in columns]

    def _column(self, column: int) -> list[object]:
        if column not in self._cells:
            self._cells[column] = [None] * self.count
        return self._cells[column]


class Shapes:
    """Makes rows of entries, and remembers the shapes."""

    def __init__(self) -> None:
        self._shapes: dict[tuple[str, ...], _Shape] = {}

    def rows(self, entries: list[Entry], first: int, group: int) -> Rows:
        """The rows of entries, of which the first is number ``first`` of the document."""
        alike: dict[tuple[str, ...], list[int]] = {}
        for position, entry in enumerate(entries):
            alike.setdefault(tuple(entry), []).append(position)
        rows = Rows(len(entries), first, group)
        for names, places in alike.items():
            shape = self._shapes.get(names) or self._new(names)
            _fill(rows, shape, places, [entries[place] for place in places])
        return rows

    def _new(self, names: tuple[str, ...]) -> _Shape:
        if len(self._shapes) >= _MAX_SHAPES:
            self._shapes.clear()
        steps: dict[int, _Step] = {}
        hash_list = None
        for name in sorted(names, key=lambda name: name.lower() == HASH_LIST):  # a field of its own comes first
            lower = name.lower() if len(name) <= _LONGEST_NAME else ""
            found = FIELDS.get(lower)
            if found is not None:
                steps.setdefault(found[0], _Step(name, *found))
            if lower == HASH_LIST:
                hash_list = name
        taken = {step.name for step in steps.values()}
        rest = tuple(name for name in names if name not in taken)
        shape = self._shapes[names] = _Shape(names, list(steps.values()), rest, hash_list)
        return shape


def _fill(rows: Rows, shape: _Shape, places: list[int], entries: list[Entry]) -> None:
    """Put entries of one shape into the rows."""
    spellings: list[Sequence[str]] = []
    named = False
    for step in shape.steps:
        codes, cells, problems = step.taken([entry[step.name] for entry in entries])
        rows.put(step.position, places, cells)
        rows.problems += [(places[position], problem) for position, problem in problems]
        spellings.append(codes)
        named = named or (step.position in _HASH_COLUMNS and None not in cells)
    _note_spellings(rows, shape, places, entries, list(zip(*spellings, strict=True)) or [()] * len(entries))
    if shape.hash_list is not None:
        for place, entry, codes in zip(places, entries, zip(*spellings, strict=True), strict=True):
            if WHOLE_HASH_LIST not in codes:
                rows.add_hashes(place, entry[shape.hash_list])
    if not named:
        rows.leave_out_nameless(places)


def _note_spellings(
    rows: Rows, shape: _Shape, places: list[int], entries: list[Entry], spellings: list[tuple[str, ...]]
) -> None:
    """Fill ``layout``, and ``extra`` where something is left for it."""
    layouts = {codes: shape.layout(codes) for codes in set(spellings)}
    rows.put(_LAYOUT, places, [layouts[codes] for codes in spellings])
    if shape.rest or any(NOT_TAKEN in codes for codes in layouts):
        left = [shape.leftover(entry, codes) for entry, codes in zip(entries, spellings, strict=True)]
        rows.put(_EXTRA, places, left)
