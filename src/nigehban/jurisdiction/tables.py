"""Reads the TOML and CSV files of a pack; whatever is wrong is said with file, row and column."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TextIO, TypeVar

from nigehban.jurisdiction.errors import PackFileError, PackValueError

Kind = TypeVar("Kind")


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
        raise PackFileError(path, f"row 1: lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}.")
    for values in lines:
        if len(values) != len(header):
            problem = f"row {lines.line_num}: has {len(values)} values where the header has {len(header)}."
            raise PackFileError(path, problem)
        cells = (value.strip() for value in values)
        yield Row(path, lines.line_num, dict(zip(header, cells, strict=True)))


class Section:
    """One table of a TOML file. Asking for a value that is not there, or of another type, raises ``PackFileError``."""

    __slots__ = ("_name", "_values", "path")

    def __init__(self, path: Path, name: str, values: dict[str, Any]) -> None:
        self.path, self._name, self._values = path, name, values

    def get(self, key: str, kind: type[Kind], default: Kind | None = None) -> Kind:
        """The value of a key, which must be a ``kind``; without ``default`` it must be there."""
        value = self._values.get(key, default)
        if isinstance(value, kind):
            return value
        where = f"{self._name}.{key}" if self._name else key
        if value is None:
            raise PackFileError(self.path, f"lacks '{where}' ({_words(kind)}).")
        raise PackFileError(self.path, f"'{where}' must be {_words(kind)}, not {value!r}.")

    def day_or_none(self, key: str) -> date | None:
        """A day, or ``None`` where the key is absent."""
        return self.get(key, date) if key in self._values else None

    def sections(self, key: str) -> list[Section]:
        """The tables of an array of tables, none where the key is absent."""
        found = self.get(key, list, [])
        return [Section(self.path, f"{key}[{i}]", item) for i, item in enumerate(found) if isinstance(item, dict)]

    def section(self, key: str) -> Section:
        """A table inside this one, empty where the key is absent."""
        return Section(self.path, key, self.get(key, dict, {}))


def read_toml(path: Path) -> Section:
    """The whole of a TOML file."""
    try:
        return Section(path, "", tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        raise PackFileError(path, "is missing. A pack needs this file.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackFileError(path, f"is no TOML file: {error}.") from None


def _words(kind: type) -> str:
    names = {str: "a text", int: "a whole number", list: "a list", dict: "a table", date: "a day"}
    return names.get(kind, kind.__name__)
