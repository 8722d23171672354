"""MD5, SHA-1 and SHA-256 of a stream, in one pass over it; BLAKE3 too where that package is installed.

The three are what lists of known files carry. MD5 and SHA-1 serve to find files, never to prove that two are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from itertools import cycle
from typing import Any, Final, NamedTuple, Protocol

from nigehban.media.errors import NotInstalledError

CHUNK_BYTES: Final = 256 * 1024
"""Fits into a core's second cache, where three algorithms read it one after another."""
SPLIT_BYTES: Final = 16 * 1024 * 1024
"""From this size on a thread for each algorithm is worth its start."""
_THREADED_CHUNK_BYTES: Final = 4 * 1024 * 1024


class Digests(NamedTuple):
    """Lower-case hex, and how many bytes there were; ``blake3`` where it was asked for."""

    size: int
    md5: str
    sha1: str
    sha256: str
    blake3: str | None = None


class Algorithm(Protocol):
    """A digest in the making. The GIL is let go while a large chunk is taken in."""

    def update(self, data: bytes | memoryview, /) -> object:
        """Take in more."""

    def hexdigest(self) -> str:
        """The digest of all that was taken in."""


class Readable(Protocol):
    """A raw or buffered binary file."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Read into the buffer; how many bytes, 0 at the end."""


def digest_bytes(data: bytes | memoryview, *, blake3: bool = False) -> Digests:
    """The digests of what is in memory. Raises ``NotInstalledError`` for a BLAKE3 that is not there."""
    return digest_chunks([data], blake3=blake3)


def digest_chunks(chunks: Iterable[bytes | memoryview], *, blake3: bool = False) -> Digests:
    """The digests of all chunks, one after another. Raises ``NotInstalledError``, and what ``chunks`` raise."""
    digesting = Digesting(blake3=blake3)
    for chunk in chunks:
        digesting.write(chunk)
    return digesting.digests()


class Digesting:
    """A file to write into that keeps nothing but the digests."""

    def __init__(self, *, blake3: bool = False) -> None:
        """Raises ``NotInstalledError`` for a BLAKE3 that is not there."""
        self._algorithms = _algorithms(blake3=blake3)
        self._size = 0

    def write(self, data: bytes | memoryview, /) -> int:
        """Take in more."""
        self._size += len(data)
        for algorithm in self._algorithms:
            algorithm.update(data)
        return len(data)

    def digests(self) -> Digests:
        """The digests of all that was written."""
        return _finished(self._size, self._algorithms)


def digest_file(file: Readable, *, blake3: bool = False, threads: bool = False) -> Digests:
    """The digests of a file from where it stands to its end.

    With ``threads`` each algorithm has one of its own: the clock then shows the slowest, MD5, alone, where cores are
    idle. Raises ``NotInstalledError`` and ``OSError``.
    """
    if threads:
        return _digest_in_threads(file, blake3=blake3)
    return digest_chunks(_chunks(file, CHUNK_BYTES, 1), blake3=blake3)


def check_blake3() -> None:
    """Raise ``NotInstalledError`` where BLAKE3 is not installed."""
    _blake3()


def _digest_in_threads(file: Readable, *, blake3: bool) -> Digests:
    """One chunk is read while the one before is taken in: two are in memory at a time."""
    algorithms = _algorithms(blake3=blake3)
    size = 0
    with ThreadPoolExecutor(len(algorithms)) as pool:
        for chunk in _chunks_ahead(file, pool, algorithms):
            size += len(chunk)
    return _finished(size, algorithms)


def _chunks_ahead(file: Readable, pool: ThreadPoolExecutor, algorithms: Sequence[Algorithm]) -> Iterator[memoryview]:
    chunks = _chunks(file, _THREADED_CHUNK_BYTES, 2)
    chunk = next(chunks, None)
    while chunk is not None:
        working = [pool.submit(algorithm.update, chunk) for algorithm in algorithms]
        following = next(chunks, None)
        for one in working:
            one.result()
        yield chunk
        chunk = following


def _chunks(file: Readable, size: int, buffers: int) -> Iterator[memoryview]:
    """The file in chunks that lie in these buffers by turns: each holds until its buffer's turn comes again."""
    for buffer in cycle([memoryview(bytearray(size)) for _ in range(buffers)]):
        got = file.readinto(buffer)
        if not got:
            return
        yield buffer[:got]


def _algorithms(*, blake3: bool) -> list[Algorithm]:
    made: list[Algorithm] = [
        hashlib.md5(usedforsecurity=False),
        hashlib.sha1(usedforsecurity=False),
        hashlib.sha256(usedforsecurity=False),
    ]
    return [*made, _blake3()()] if blake3 else made


def _finished(size: int, algorithms: Sequence[Algorithm]) -> Digests:
    return Digests(size, *(algorithm.hexdigest() for algorithm in algorithms))


def _blake3() -> Callable[[], Algorithm]:
    try:
        package: Any = import_module("blake3")
    except ImportError as error:
        raise NotInstalledError(
            "BLAKE3 is asked for, and the package blake3 is not installed. Install it: pip install nigehban[blake3]"
        ) from error
    made: Callable[[], Algorithm] = package.blake3
    return made
