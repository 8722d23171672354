"""Hashes to be matched, from a CSV file with the columns ``query``, ``algorithm``, ``hash`` and perhaps ``quality``.

One line is one query; a broken line costs that line only. For this reason a quoted field may not contain line breaks:
a quote that is never closed would swallow everything after it.
"""

from __future__ import annotations

import csv
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import numpy as np

from nigehban.known import LEAST_QUALITY, WIDTHS
from nigehban.known.arrays import U8, Flags

PORTION: Final = 1 << 18
"""Queries that are matched together: the near search is faster the more there are."""
LONGEST_LINE: Final = 1 << 16
_COLUMNS: Final = ("query", "algorithm", "hash")
_SHOWN: Final = 200


class QueriesError(Exception):
    """The file cannot be read as hashes to be matched at all; the message names it and says what it must be like."""


class _BadLineError(Exception):
    """A line that is no query; the message says why."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was not matched: its number from 1, the reason, and what stood there (cut when long)."""

    line: int
    reason: str
    text: str

    @property
    def place(self) -> str:
        """Where to look."""
        return f"line {self.line:,}"


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file that could not be hashed, in whole or in part, and the reason."""

    path: str
    reason: str

    @property
    def place(self) -> str:
        """Where to look."""
        return self.path


class Place(NamedTuple):
    """Of a frame of a video: its second, and how many frames of that video are searched near."""

    second: float | None = None
    frames: int | None = None


THE_FILE: Final = Place()


@dataclass(slots=True)
class Asked:
    """Queries of one algorithm: their names, and their hashes one after the other.

    ``qualities`` holds PDQ's quality (0 to 100), ``None`` where it is not stated.
    """

    algorithm: str
    names: list[str] = field(default_factory=list)
    data: bytearray = field(default_factory=bytearray)
    qualities: list[int | None] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    """Where in the file each of them is from."""
    turns: int = 1
    """So many hashes after one another ask one thing: eight, where a picture is asked for in all its turns."""

    def add(self, name: str, values: Sequence[bytes], quality: int | None, place: Place) -> None:
        """One more, in as many turns as all others have."""
        self.turns = len(values)
        for value in values:
            self.names.append(name)
            self.data += value
            self.qualities.append(quality)
            self.places.append(place)

    @property
    def hashes(self) -> U8:
        """(queries, width) of uint8."""
        return np.frombuffer(self.data, np.uint8).reshape(-1, WIDTHS[self.algorithm])

    @property
    def good(self) -> Flags:
        """Which of them say enough about the picture to be searched near."""
        return np.array([quality is None or quality >= LEAST_QUALITY for quality in self.qualities], bool)


@dataclass(slots=True)
class Queries:
    """A portion: queries by algorithm, what is none, and how many lines or files there were in all."""

    asked: dict[str, Asked] = field(default_factory=dict)
    bad: list[BadLine | BadFile] = field(default_factory=list)
    count: int = 0
    items: int = 0

    def add(self, algorithm: str, name: str, value: bytes, quality: int | None) -> None:
        """One more query."""
        self.add_turns(algorithm, name, [value], quality)

    def add_turns(
        self, algorithm: str, name: str, values: Sequence[bytes], quality: int | None, place: Place = THE_FILE
    ) -> None:
        """One more query, by the hashes of all its turns."""
        self.asked.setdefault(algorithm, Asked(algorithm)).add(name, values, quality, place)
        self.count += 1


def read_queries(path: Path) -> Iterator[Queries]:
    """The file in portions. Raises ``QueriesError`` when it is empty or has other columns, ``OSError``."""
    with path.open("rb") as file:
        lines = _lines(file)
        columns = _Columns(next(lines, (1, b""))[1], path)
        portion = Queries()
        for number, raw in lines:
            try:
                row = columns.row(raw)
                if row is not None:
                    portion.add(*row)
                    portion.items += 1
            except _BadLineError as bad:
                portion.bad.append(BadLine(number, str(bad), raw[:_SHOWN].decode("utf-8", "backslashreplace")))
                portion.items += 1
            if portion.items >= PORTION:
                yield portion
                portion = Queries()
        yield portion


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers, none longer than ``LONGEST_LINE`` and one byte: the rest of such a line is skipped."""
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        yield number, raw
        while len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):
            raw = file.readline(LONGEST_LINE + 1)


class _Columns:
    """Where the columns stand, from the first line."""

    def __init__(self, head: bytes, path: Path) -> None:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").rstrip("\r\n")
        self._delimiter = next((sign for sign in ",;\t" if sign in text), ",")
        names = [name.strip().strip('"').lower() for name in text.split(self._delimiter)]
        missing = [name for name in _COLUMNS if name not in names]
        if missing:
            raise QueriesError(
                f"{path} has no column {missing[0]}: its first line must name the columns query, algorithm and hash."
            )
        self._query, self._algorithm, self._hash = (names.index(name) for name in _COLUMNS)
        self._quality = names.index("quality") if "quality" in names else None
        self._count = len(names)

    def row(self, raw: bytes) -> tuple[str, str, bytes, int | None] | None:
        """Algorithm, name, hash and quality of a line, ``None`` for an empty one. Raises ``_BadLineError``."""
        if len(raw) > LONGEST_LINE:
            raise _BadLineError(f"longer than {LONGEST_LINE:,} bytes")
        try:
            text = raw.decode().rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise _BadLineError(f"no UTF-8 at byte {error.start + 1} of the line") from error
        if not text:
            return None
        cells = self._cells(text)
        if len(cells) != self._count:
            raise _BadLineError(f"{len(cells)} columns instead of {self._count}")
        algorithm = _algorithm(cells[self._algorithm])
        quality = cells[self._quality].strip() if self._quality is not None else ""
        return algorithm, cells[self._query], parse_hash(algorithm, cells[self._hash]), _quality(quality)

    def _cells(self, text: str) -> Sequence[str]:
        if '"' not in text:
            return text.split(self._delimiter)
        try:
            return next(csv.reader([text], delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            raise _BadLineError(f"quotes that do not fit: {error}") from error


def parse_hash(algorithm: str, text: str) -> bytes:
    """The bytes of a hash written in hexadecimal (PhotoDNA also in base64). Raises ``_BadLineError``."""
    digits, width = text.strip(), WIDTHS[algorithm]
    try:
        if len(digits) == 2 * width:
            value = bytes.fromhex(digits)
        elif algorithm == "photodna" and len(digits) == 4 * width // 3:
            value = b64decode(digits, validate=True)
        else:
            raise _BadLineError(f"{len(digits)} digits, a hash by {algorithm} has {2 * width} hexadecimal ones")
    except ValueError as error:
        raise _BadLineError("the hash is not written in hexadecimal digits") from error
    if len(value) != width:  # blanks among the digits
        raise _BadLineError("the hash is not written in hexadecimal digits")
    return value


@lru_cache(maxsize=256)
def _algorithm(text: str) -> str:
    """The algorithm by our name: ``SHA-1`` is ``sha1``."""
    name = "".join(filter(str.isalnum, text)).lower()
    if name not in WIDTHS:
        raise _BadLineError(f"{text.strip()!r} is no algorithm that is looked up: {', '.join(WIDTHS)}")
    return name


def _quality(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 3 and int(text) <= 100):
        raise _BadLineError(f"the quality is {text[:20]!r}, not a number from 0 to 100")
    return int(text)
