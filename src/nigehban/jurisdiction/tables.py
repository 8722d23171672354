"""Reads the TOML and CSV files of a pack; whatever is wrong is said with file, row and column."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Collection, Iterator
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TextIO, TypeVar

from nigehban.jurisdiction.errors import PackFileError, PackLineError, PackValueError
from nigehban.jurisdiction.toml_lines import Place, key_lines

Kind = TypeVar("Kind")

_NOT_MEANT = ((bool, int), (datetime, date))
"""Python takes the first for the second; a pack that says one does not mean the other."""


class Row:
    """One row of a CSV table. Asking for a value in a form that it has not raises ``PackValueError``."""

    __slots__ = ("_values", "line", "path")

    def __init__(self, path: Path, line: int, values: dict[str, str]) -> None:
        self.path, self.line, self._values = path, line, values

    def error(self, column: str, problem: str) -> PackValueError:
        """The error that tells of this row."""
        return PackValueError(self.path, self.line, column, problem)

    def text(self, column: str) -> str:
        """A value that must be there."""
        value = self._values[column]
        if not value:
            raise self.error(column, "is empty. Fill it in.")
        return value

    def text_or_empty(self, column: str) -> str:
        """A value that may be left out."""
        return self._values[column]

    def one_of(self, column: str, allowed: tuple[str, ...]) -> str:
        """A value out of a fixed list (the empty string only where the list has it)."""
        value = self._values[column]
        if value not in allowed:
            raise self.error(column, f"'{value}' is not one of {', '.join(repr(a) for a in allowed)}.")
        return value

    def day(self, column: str) -> date:
        """A day, written 2024-04-24."""
        value = self.text(column)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.error(column, f"'{value}' is no day. Write it as 2024-04-24.") from None

    def day_or_none(self, column: str) -> date | None:
        """A day, or ``None`` where the column is empty: still valid."""
        return self.day(column) if self._values[column] else None

    def number(self, column: str, low: float, high: float) -> float | None:
        """A number between ``low`` and ``high``, or ``None`` where the column is empty."""
        value = self._values[column]
        if not value:
            return None
        try:
            found = float(value)
        except ValueError:
            raise self.error(column, f"'{value}' is no number.") from None
        if not low <= found <= high:
            raise self.error(column, f"{value} is outside {low:g} to {high:g}.")
        return found

    def whole(self, column: str) -> int:
        """A whole number from 0; an empty column is 0."""
        value = self._values[column]
        if value and not (value.isascii() and value.isdigit()):
            raise self.error(column, f"'{value}' is no whole number.")
        return int(value or "0")

    def codes(self, column: str) -> tuple[str, ...]:
        """One or more codes with ``;`` between them."""
        return tuple(part.strip() for part in self.text(column).split(";"))


def read_rows(path: Path, columns: str) -> Iterator[Row]:
    """Each row of a CSV file (UTF-8, header first). ``columns`` names those it must have, space-separated."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _rows(path, file, columns.split())
    except FileNotFoundError:
        raise PackFileError(path, "is missing. A pack needs this table, even with its header only.") from None
    except UnicodeDecodeError:
        raise PackFileError(path, "is not UTF-8 text. Save it as 'CSV UTF-8'.") from None
    except csv.Error as error:
        raise PackFileError(path, f"is no CSV table: {error}.") from None


def _rows(path: Path, file: TextIO, columns: list[str]) -> Iterator[Row]:
    lines = csv.reader(file, strict=True)
    header: list[str] = next(lines, [])
    missing = [name for name in columns if name not in header]
    if missing:
        problem = f"lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}."
        raise PackLineError(path, 1, problem, "row")
    for values in lines:
        if len(values) != len(header):
            problem = f"has {len(values)} values where the header has {len(header)}."
            raise PackLineError(path, lines.line_num, problem, "row")
        cells = (value.strip() for value in values)
        yield Row(path, lines.line_num, dict(zip(header, cells, strict=True)))


class Section:
    """One table of a TOML file. Asking for a value that is not there, or of another type, raises ``PackLineError``."""

    __slots__ = ("_lines", "_place", "_values", "path")

    def __init__(self, path: Path, values: dict[str, Any], lines: dict[Place, int], place: Place = ()) -> None:
        self.path, self._values, self._lines, self._place = path, values, lines, place

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def keys(self) -> list[str]:
        """The keys of the table, in their order."""
        return list(self._values)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    @property
    def line(self) -> int:
        """The line on which the table begins, 1 for the file itself."""
        return self._line(self._place)

    def line_of(self, key: str) -> int:
        """The line of a key; where the key is absent, of the table."""
        return self._line((*self._place, key))

    def error(self, key: str, problem: str) -> PackLineError:
        """The error that tells of a key of this table."""
        return PackLineError(self.path, self.line_of(key), f"'{self._name(key)}' {problem}")

    def get(self, key: str, kind: type[Kind], default: Kind | None = None) -> Kind:
        """The value of a key, which must be a ``kind``; without ``default`` it must be there."""
        value = self._values.get(key, default)
        if isinstance(value, kind) and (type(value), kind) not in _NOT_MEANT:
            return value
        if value is None:
            raise PackLineError(self.path, self.line, f"lacks '{self._name(key)}' ({_words(kind)}).")
        raise self.error(key, f"must be {_words(kind)}, not {value!r}.")

    def get_or_none(self, key: str, kind: type[Kind]) -> Kind | None:
        """The value of a key, ``None`` where it is absent: not stated."""
        return self.get(key, kind) if key in self._values else None

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """A text out of a fixed list."""
        value = self.get(key, str, default)
        if value not in allowed:
            known = ", ".join(f"'{one}'" for one in allowed)
            raise self.error(key, f"is '{value}', not one of {known}. Mend it.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is absent."""
        found = self.get(key, list, [])
        if not all(isinstance(item, str) for item in found):
            raise self.error(key, "must be a list of texts.")
        return tuple(found)

    def day_or_none(self, key: str) -> date | None:
        """A day, or ``None`` where the key is absent."""
        return self.get_or_none(key, date)

    def sections(self, key: str) -> list[Section]:
        """The tables of an array of tables, none where the key is absent."""
        found = self.get(key, list, [])
        if not all(isinstance(item, dict) for item in found):
            raise self.error(key, f"must be tables: write [[{self._name(key)}]] above each.")
        return [Section(self.path, item, self._lines, (*self._place, key, i)) for i, item in enumerate(found)]

    def section(self, key: str) -> Section:
        """A table inside this one, empty where the key is absent."""
        return Section(self.path, self.get(key, dict, {}), self._lines, (*self._place, key))

    def only(self, keys: Collection[str]) -> None:
        """Refuse a key that nobody reads: a slip of the pen would be silence."""
        for key in self._values:
            if key not in keys:
                near = get_close_matches(key, keys, n=1)
                hint = f" Did you mean '{near[0]}'?" if near else f" Known are: {', '.join(sorted(keys))}."
                raise self.error(key, f"is no key of this table.{hint}")

    def _line(self, place: Place) -> int:
        """The line of the place or, for what stands inside one line or is absent, of what holds it."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def _name(self, key: str) -> str:
        """``offence[2].title``: the number counts from 0, as programs do; the line is for people."""
        name = ""
        for part in (*self._place, key):
            name += f"[{part}]" if isinstance(part, int) else f".{part}"
        return name.removeprefix(".")


def read_toml(path: Path) -> Section:
    """The whole of a TOML file."""
    try:
        text = path.read_text("utf-8")
        return Section(path, tomllib.loads(text), key_lines(text))
    except FileNotFoundError:
        raise PackFileError(path, "is missing. A pack needs this file.") from None
    except UnicodeDecodeError:
        raise PackFileError(path, "is no TOML file: it is not UTF-8 text. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"\(at line (\d+)", str(error))
        at = int(line[1]) if line else _last(text)
        raise PackLineError(path, at, f"is no TOML file: {error}. Mend that line.") from None


def _last(text: str) -> int:
    return len(text.splitlines()) or 1


def _words(kind: type) -> str:
    names = {
        str: "a text",
        int: "a whole number",
        bool: "true or false",
        list: "a list",
        dict: "a table",
        date: "a day",
    }
    return names.get(kind, kind.__name__)
