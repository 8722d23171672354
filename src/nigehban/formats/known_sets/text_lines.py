"""A text as its lines, as they stream by: their exact numbers, whatever ends them, and none too long to be kept."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nigehban.formats.known_sets.rows import shown
from nigehban.records.known import Rejected

MAX_LINE_BYTES: Final = 1024 * 1024
"""A longer line is rejected; the longest real ones have some thousand signs."""
_ENDS: Final = (b"\n", b"\r")


@dataclass(frozen=True, slots=True)
class Block:
    """Some whole lines with their ends; the first is number ``first``, from 1. ``quoted``: one has a quotation mark."""

    first: int
    lines: list[str]
    quoted: bool


class TextLines:
    """Cuts a text into lines. ``guessed_from`` is the first line with bytes that were no UTF-8, if any."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._number = 1
        self.guessed_from: int | None = None

    def blocks(self) -> Iterator[Block | Rejected]:
        """All lines in blocks; a line that is too long comes as rejected, with its beginning."""
        rest = b""
        for chunk in self._chunks:
            rest += chunk
            end = _last_end(rest)
            if end:
                yield from self._block(rest[:end])
                rest = rest[end:]
            if len(rest) > MAX_LINE_BYTES + 1:
                rest = rest[: MAX_LINE_BYTES + 1]  # its end is looked for, the middle is nobody's
        if rest:
            yield from self._block(rest)

    def _block(self, text: bytes) -> Iterator[Block | Rejected]:
        lines = self._decoded(text)
        quoted = b'"' in text
        start = 0
        for position, line in enumerate(lines) if len(text) > MAX_LINE_BYTES else ():
            if len(line) > MAX_LINE_BYTES:
                yield Block(self._number + start, lines[start:position], quoted)
                yield Rejected(
                    self._number + position, f"The line is longer than {MAX_LINE_BYTES:,} bytes.", shown(line)
                )
                start = position + 1
        yield Block(self._number + start, lines[start:], quoted)
        self._number += len(lines)

    def _decoded(self, text: bytes) -> list[str]:
        try:
            return list(io.StringIO(text.decode(), newline=""))
        except UnicodeDecodeError as error:
            if self.guessed_from is None:
                before = io.StringIO(text[: error.start].decode(), newline="")
                self.guessed_from = self._number + sum(line.endswith(("\n", "\r")) for line in before)
        return [_guessed(line) for line in text.splitlines(keepends=True)]

    @property
    def warnings(self) -> list[str]:
        """What was doubtful in reading, as sentences."""
        if self.guessed_from is None:
            return []
        warning = (
            f"From line {self.guessed_from:,} on there are characters that are not UTF-8; they were read as "
            "Windows-1252. Check names with accents or in Urdu."
        )
        return [warning]


def _last_end(text: bytes) -> int:
    """Behind the last line that surely ends; a carriage return at the very end may be half of an end."""
    newline = text.rfind(b"\n") + 1
    return newline or text.rfind(b"\r", 0, len(text) - 1) + 1


def _guessed(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "backslashreplace")
