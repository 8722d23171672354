"""The two ends of pyrage's streams. pyrage turns an error of either end into text, or drops it: here none is lost."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from nigehban.vault.objects import Out


class Feed:
    """Chunks as the file that pyrage reads."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")
        self._fault: BaseException | None = None

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes; none at the end."""
        try:
            while not self._rest and (chunk := next(self._chunks, None)) is not None:
                self._rest = memoryview(chunk)
        except BaseException as fault:
            self._fault = fault
            raise
        piece, self._rest = self._rest[:size], self._rest[size:]
        return bytes(piece)

    def check(self) -> None:
        """Raise what the chunks raised."""
        if self._fault is not None:
            raise self._fault


class Drain:
    """What pyrage writes, passed on."""

    def __init__(self, out: Out) -> None:
        self._out = out
        self._fault: BaseException | None = None

    def write(self, data: bytes) -> int:
        """Pass it on, whole."""
        try:
            self._out.write(data)
        except BaseException as fault:
            self._fault = fault
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def check(self) -> None:
        """Raise what the other side raised; pyrage says nothing of an error in the last bytes."""
        if self._fault is not None:
            raise self._fault


class Digesting:
    """Passes bytes on and keeps their digest; ``None`` passes them to nowhere."""

    def __init__(self, out: Out | None) -> None:
        self._out = out
        self._hash = sha256()

    def write(self, data: bytes) -> None:
        """Pass it on, whole."""
        self._hash.update(data)
        if self._out is not None:
            self._out.write(data)

    @property
    def sha256(self) -> str:
        """Of all that was written, as lower-case hex."""
        return self._hash.hexdigest()
