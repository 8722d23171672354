"""A JSON text that does not fit into memory, taken from left to right; what is not a list's entry is kept as its frame.

The frame of ``{"a": 1, "value": [{…}, {…}], "b": 2}`` is ``{"a":1,"value":[`` and ``],"b":2}``: put around the same
entries again, it makes the same document. Of a text that breaks off the frame is closed, so that it is JSON too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from nigehban.formats.errors import Damaged, TooLarge
from nigehban.formats.known_sets.streams import CHUNK

MAX_FRAME_BYTES: Final = 64 * 1024 * 1024
"""What a document may say beside its entries."""

_STRING: Final = rb'"(?:[^"\\]++|\\.)*+"'


def _nested(levels: int) -> bytes:
    inside = rb"(?:[^][{}\"]++|%b" % _STRING
    return inside + (rb"|[\[{]%b[\]}])*+" % _nested(levels - 1) if levels else rb")*+")


_WHITE_SPACE: Final = re.compile(rb"[ \t\r\n]*+")
_TEXT: Final = re.compile(_STRING, re.DOTALL)
_SCALAR: Final = re.compile(rb'[^\s,:"\[\]{}]++')
_SHALLOW: Final = re.compile(rb"[\[{]%b[\]}]" % _nested(3), re.DOTALL)
"""An object or a list with up to three levels within: nearly every entry, in one step of the engine."""
_TOKEN: Final = re.compile(_STRING + rb'|[\[\]{}"]', re.DOTALL)
_CLOSERS: Final = {b"{": b"}", b"[": b"]"}


class CutOff(Damaged):
    """The text ends where more must follow."""


def value_end(data: bytes, start: int, stop: int, *, ended: bool) -> int | None:
    """Behind the value that begins at ``start``; ``None`` when it does not end before ``stop``.

    Brackets are counted and not matched with each other; the parser does that. ``ended`` says that nothing follows
    the data, which ends a number.
    """
    sign = data[start : start + 1]
    if sign in _CLOSERS:
        found = _SHALLOW.match(data, start, stop)
        return found.end() if found else _deep_end(data, start, stop)
    found = (_TEXT if sign == b'"' else _SCALAR).match(data, start, stop)
    if found is None or (found.end() == stop and sign != b'"' and not ended):
        return None
    return found.end()


def _deep_end(data: bytes, start: int, stop: int) -> int | None:
    depth = 0
    for token in _TOKEN.finditer(data, start, stop):
        sign = token[0]
        if sign in _CLOSERS:
            depth += 1
        elif sign == b'"':  # it does not close before ``stop``
            return None
        elif len(sign) == 1:
            depth -= 1
            if not depth:
                return token.end()
    return None


@dataclass(slots=True)
class JsonText:
    """The text from ``position`` in ``data`` on; ``offset`` and ``line`` say where that is in the document."""

    chunks: Iterator[bytes]
    data: bytes = b""
    position: int = 0
    offset: int = 0
    line: int = 1
    ended: bool = False
    frame: list[bytearray] = field(default_factory=lambda: [bytearray()])
    _open: list[bytes] = field(default_factory=list)
    _whole: tuple[int, int, bytes] = (0, 0, b"")
    _framed: int = 0

    def fill(self, wanted: int = CHUNK) -> bool:
        """Have that many bytes ahead, as far as there are; whether any came."""
        missing = wanted - (len(self.data) - self.position)
        pieces = [self.data[self.position :]] if missing > 0 and not self.ended else []
        before = missing
        while missing > 0 and not self.ended:
            piece = next(self.chunks, None)
            if piece is None:
                self.ended = True
            else:
                pieces.append(piece)
                missing -= len(piece)
        if pieces:
            self.data, self.position = b"".join(pieces), 0
        return missing < before

    def skip(self, length: int) -> None:
        """Go on, leaving so many bytes behind."""
        self.line += self.data.count(b"\n", self.position, self.position + length)
        self.position += length
        self.offset += length

    def peek(self) -> bytes:
        """The next sign that is no white space; ``b""`` at the end."""
        while True:
            self.skip(self.behind_space(self.position) - self.position)
            if self.position < len(self.data):
                return self.data[self.position : self.position + 1]
            if not self.fill():
                return b""

    def behind_space(self, position: int) -> int:
        """Where in ``data`` the white space at a position ends."""
        space = _WHITE_SPACE.match(self.data, position)
        return space.end() if space else position

    def take(self, sign: bytes) -> None:
        """Move one sign into the frame. Raises ``Damaged`` when another comes, ``CutOff`` when none does."""
        found = self.peek()
        if not found:
            raise CutOff(
                f"The file breaks off at line {self.line:,}, byte {self.offset:,}. Ask the sender for the whole."
            )
        if found != sign:
            raise Damaged(
                f"The document is damaged at line {self.line:,}, byte {self.offset:,}: {sign.decode()!r} should stand "
                f"where {found.decode('latin-1')!r} does. Ask the sender for it again."
            )
        self._keep(1)
        if sign in _CLOSERS:
            self._open.append(_CLOSERS[sign])
        elif sign in {b"}", b"]"}:
            self._open.pop()

    def value(self) -> bytes:
        """Move one value of any kind into the frame; its text. Raises as ``take`` does, and ``TooLarge``."""
        if not self.peek():
            self.take(b"a value")
        while True:
            end = value_end(self.data, self.position, len(self.data), ended=self.ended)
            if end is not None:
                return self._keep(end - self.position)
            ahead = len(self.data) - self.position
            if ahead > MAX_FRAME_BYTES:
                raise _too_much()
            if not self.fill(2 * ahead):
                self._miss()

    def members(self) -> Iterator[bytes]:
        """The keys (as JSON writes them) of the object that is next; who asks takes the value of each."""
        self.take(b"{")
        self.mark()
        while self.peek() == b'"':
            key = self.value()
            self.take(b":")
            yield key
            self.mark()
            if self.peek() != b",":
                break
            self.take(b",")
        self.take(b"}")

    def elements(self) -> Iterator[None]:
        """One step for each element of the list that is next; who asks takes its value."""
        self.take(b"[")
        self.mark()
        while self.peek() != b"]":
            yield
            self.mark()
            if self.peek() != b",":
                break
            self.take(b",")
        self.take(b"]")

    def cut(self) -> None:
        """Entries stand here: what follows them is the next piece of the frame."""
        self.frame.append(bytearray())
        self.mark()

    def mark(self) -> None:
        """Up to here the frame is whole: it can be closed here if the text breaks off later."""
        self._whole = len(self.frame), len(self.frame[-1]), b"".join(reversed(self._open))

    def close(self) -> None:
        """Close the frame of a text that breaks off where it was whole last."""
        pieces, length, closers = self._whole
        del self.frame[pieces:]
        self.frame[-1][length:] = closers

    def _miss(self) -> None:
        self.skip(len(self.data) - self.position)
        self.take(b"a value")

    def _keep(self, length: int) -> bytes:
        text = self.data[self.position : self.position + length]
        self._framed += length
        if self._framed > MAX_FRAME_BYTES:
            raise _too_much()
        self.frame[-1] += text
        self.skip(length)
        return text


def _too_much() -> TooLarge:
    return TooLarge(
        f"Beside its entries the document says more than {MAX_FRAME_BYTES:,} bytes; no list does. "
        "Ask the sender what it is."
    )


def split_object(text: str) -> list[str]:
    """The members of an object's JSON text (``"key":value``), each as it is written there."""
    data, members, start = text.encode(), [], 1
    while data[start : start + 1] == b'"':
        colon = value_end(data, start, len(data), ended=True)
        end = None if colon is None else value_end(data, colon + 1, len(data), ended=True)
        if end is None:
            break
        members.append(data[start:end].decode())
        start = end + 1
    return members
