"""An XML list as text, as it streams by: in any encoding that it declares, without its declaration.

What is no text is not fatal: bytes that do not fit the encoding are read as Windows-1252, signs that XML does not allow
become U+FFFD. Both are told with the line on which the first of them stands.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Final

_DECLARATION: Final = re.compile(rb"\s*<\?xml\s[^<>]*\?>")
_ENCODING: Final = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_FOREIGN: Final = re.compile("[\udc80-\udcff]+")
_FORBIDDEN: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROLS: Final = bytes({*range(32)} - {*b"\t\n\r"})
_LONGEST_HEAD: Final = 1024


class XmlText:
    """The text of a document that comes as UTF-8 or in the encoding that its declaration names."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._line = 1
        self._first: dict[str, int] = {}

    def pieces(self) -> Iterator[str]:
        """The text piece by piece, lines ended by a line feed; of the declaration only its lines."""
        head = b""
        while len(head) < _LONGEST_HEAD and (more := next(self._chunks, b"")):
            head += more
        declared = _DECLARATION.match(head)
        before = declared[0] if declared else b""
        yield self._counted("\n" * before.count(b"\n"))
        decoder = io.IncrementalNewlineDecoder(_decoder(before), translate=True)
        for chunk in chain((head[len(before) :],), self._chunks):
            yield self._plain(decoder.decode(chunk), doubtful=len(chunk.translate(None, _CONTROLS)) < len(chunk))
        yield self._plain(decoder.decode(b"", final=True), doubtful=False)

    @property
    def warnings(self) -> list[str]:
        """What was doubtful in reading, as sentences."""
        return [f"From line {line:,} on there are {what}" for what, line in self._first.items()]

    def _plain(self, text: str, *, doubtful: bool) -> str:
        if not text.isascii():
            text = self._put(text, _FOREIGN, _guessed, "bytes of another encoding; they were read as Windows-1252.")
            doubtful = True
        if doubtful:
            text = self._put(text, _FORBIDDEN, _unknown, "signs that XML does not allow; they were read as U+FFFD.")
        return self._counted(text)

    def _put(self, text: str, what: re.Pattern[str], instead: Callable[[re.Match[str]], str], told: str) -> str:
        found = what.search(text)
        if found is None:
            return text
        self._first.setdefault(told, self._line + text.count("\n", 0, found.start()))
        return what.sub(instead, text)

    def _counted(self, text: str) -> str:
        self._line += text.count("\n")
        return text


def _decoder(declaration: bytes) -> codecs.IncrementalDecoder:
    """Of the encoding that is declared; of UTF-8 where that is no encoding of single bytes, or none at all."""
    named = _ENCODING.search(declaration)
    name = named[1].decode() if named else "utf-8"
    with suppress(LookupError, UnicodeError):  # bytes that are no UTF-8 are told, with their line
        if len("é".encode(name)) == 1:
            return codecs.getincrementaldecoder(name)("surrogateescape")
    return codecs.getincrementaldecoder("utf-8")("surrogateescape")


def _guessed(found: re.Match[str]) -> str:
    return found[0].encode("utf-8", "surrogateescape").decode("cp1252", "backslashreplace")


def _unknown(_: re.Match[str]) -> str:
    return "\ufffd"
