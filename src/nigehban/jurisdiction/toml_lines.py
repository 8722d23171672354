"""On which line of a TOML file a table or a key stands: the standard library's reader does not say.

A place is a path of keys and numbers: ``("offence", 2, "title", "en")``. What spreads over several lines counts as the
line on which it begins. The text must have been parsed before: a file with an error in it has no places.
"""

from __future__ import annotations

import re

Place = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w.\"' -]+?)\s*=")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'[^']*'")
_LONG = ('"""', "'''")


def key_lines(text: str) -> dict[Place, int]:
    """The line (from 1) of every table and key; of a dotted key, also of its first parts."""
    return _Scan().lines(text)


class _Scan:
    """One pass over the lines; ``_table`` is where a key would stand now."""

    def __init__(self) -> None:
        self._found: dict[Place, int] = {}
        self._counts: dict[Place, int] = {}
        self._table: Place = ()
        self._depth = 0
        self._until = ""

    def lines(self, text: str) -> dict[Place, int]:
        for number, line in enumerate(text.split("\n"), 1):
            if self._until:
                self._until = "" if self._until in line else self._until
            elif self._depth:
                self._depth += _opened(line)
            elif header := _HEADER.match(line):
                self._enter(header[2], number, is_array=len(header[1]) == 2)
            elif key := _KEY.match(line):
                self._note((*self._table, *_parts(key[1])), number)
                self._skip(line[key.end() :])
        return self._found

    def _enter(self, name: str, number: int, *, is_array: bool) -> None:
        place: Place = ()
        parts = _parts(name)
        for index, part in enumerate(parts):
            place = (*place, part)
            if is_array and index == len(parts) - 1:
                self._counts[place] = self._counts.get(place, -1) + 1
            if place in self._counts:
                place = (*place, self._counts[place])
        self._table = place
        self._note(place, number)

    def _note(self, place: Place, number: int) -> None:
        for length in range(1, len(place) + 1):
            self._found.setdefault(place[:length], number)

    def _skip(self, value: str) -> None:
        """Step over the lines that a value takes besides its first."""
        for mark in _LONG:
            if value.lstrip().startswith(mark):
                self._until = mark if value.count(mark) == 1 else ""
                return
        self._depth = _opened(value)


def _opened(text: str) -> int:
    """How many more brackets a line opens than it closes, outside of strings and remarks."""
    bare = _STRING.sub("", text).partition("#")[0]
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")


def _parts(name: str) -> list[str]:
    return [part.strip().strip("\"'") for part in name.split(".")]
