"""A list as a stream of UTF-8, whatever Unicode it is in, opened and closed in one place."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from nigehban.formats.errors import Damaged, Unsafe

CHUNK: Final = 1024 * 1024
"""Bytes that are read at once."""
_MARKS: Final = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8-sig",
}
"""Longest first: the mark of UTF-32 begins with the mark of UTF-16."""

Source = Path | BinaryIO


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The stream itself, or the file at a path, closed afterwards. Raises ``Damaged`` or ``Unsafe``."""
    if not isinstance(source, Path):
        yield source
        return
    if source.exists() and not source.is_file():
        raise Unsafe(f"“{source}” is a folder, a device or a pipe, not a file.")
    try:
        stream = source.open("rb")
    except OSError as error:
        raise Damaged(f"“{source}” cannot be read: {error.strerror}.") from error
    with stream:
        yield stream


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """What the stream holds, in pieces. Raises ``Damaged`` when it cannot be read on."""
    while True:
        try:
            chunk = stream.read(CHUNK)
        except OSError as error:
            raise Damaged(f"The file cannot be read on: {error.strerror}. What was read so far was taken.") from error
        if not chunk:
            return
        yield chunk


def utf8_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The same without byte order mark, and in UTF-8 where it was UTF-16 or UTF-32.

    Bytes that are no UTF-8 pass as they are: who reads the line that holds them can name it. A half character at the
    end of UTF-16 becomes U+FFFD.
    """
    pieces = chunks(stream)
    head = next(pieces, b"")
    while len(head) < 4 and (more := next(pieces, b"")):
        head += more
    encoding = _encoding(head)
    if encoding in {"utf-8", "utf-8-sig"}:
        yield head.removeprefix(codecs.BOM_UTF8)
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    yield decoder.decode(head).encode()
    for piece in pieces:
        yield decoder.decode(piece).encode()
    yield decoder.decode(b"", final=True).encode()


def _encoding(head: bytes) -> str:
    """By the byte order mark; without one, UTF-16 shows in the zero bytes beside its ASCII characters."""
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    start = head[:512]
    zeros = start[::2].count(0), start[1::2].count(0)
    if len(start) >= 4 and max(zeros) > len(start) // 4 and not min(zeros):
        return "utf-16-be" if zeros[0] else "utf-16-le"
    return "utf-8"
