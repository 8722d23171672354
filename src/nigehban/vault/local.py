"""Objects as files: ``sha256/ab/cd/<hex>`` under the vault's folder.

A batch is written aside into ``incoming/``, flushed to the disk in one go (``syncfs``), renamed into place, and flushed
again. So a file under its final name is whole, even after a power cut or a kill, and two flushes serve a whole batch:
an ``fsync`` for each file would cost some milliseconds a document.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final, Self

from nigehban.vault.errors import NotSealedError, StoreError
from nigehban.vault.objects import Out

_CHUNK: Final = 1024 * 1024


class LocalStore:
    """Objects under a folder of a local file system. Any number of processes may write at the same time."""

    def __init__(self, root: Path) -> None:
        self._objects = root / "sha256"
        self._incoming = root / "incoming"

    @contextmanager
    def batch(self) -> Iterator[LocalBatch]:
        """See ``ObjectStore.batch``."""
        with _writing():
            aside, folder = self._make_aside()
        try:
            batch = LocalBatch(folder, self.has)
            yield batch
            with _writing():
                self._publish(batch.names, aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
            os.close(folder)

    def chunks(self, key: str) -> Iterator[bytes]:
        """See ``ObjectStore.chunks``."""
        try:
            with self._path(key).open("rb") as file:
                while chunk := file.read(_CHUNK):
                    yield chunk
        except FileNotFoundError as error:
            raise NotSealedError(f"The vault holds no object with the SHA-256 {key}.") from error
        except OSError as error:
            raise StoreError(f"The vault's object {key} could not be read: {error}.") from error

    def has(self, key: str) -> bool:
        """See ``ObjectStore.has``."""
        return self._path(key).exists()

    def digests(self) -> Iterator[str]:
        """See ``ObjectStore.digests``."""
        for first in sorted(self._objects.glob("??")):
            for second in sorted(first.glob("??")):
                yield from sorted(path.name for path in second.iterdir())

    def sweep(self) -> int:
        """Remove what writers that are gone left in ``incoming/``; the number of batches removed."""
        removed = 0
        for aside in self._incoming.glob("*"):
            with _locked(aside) as gone:
                if gone:
                    shutil.rmtree(aside, ignore_errors=True)
                    removed += 1
        return removed

    def _path(self, key: str) -> Path:
        return self._objects / f"{key[:2]}/{key[2:4]}/{key}"

    def _publish(self, names: Mapping[str, str], aside: Path, folder: int) -> None:
        if not names:
            return
        _flush(folder)
        for key, name in names.items():
            _move(aside / name, self._path(key))
        _flush(folder)

    def _make_aside(self) -> tuple[Path, int]:
        """A new folder for one batch and its descriptor, which holds a lock that ends with this process."""
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        while True:
            aside = Path(tempfile.mkdtemp(dir=self._incoming))
            with suppress(FileNotFoundError):  # a sweep came between making and locking it: make another
                folder = os.open(aside, os.O_RDONLY | os.O_DIRECTORY)
                fcntl.flock(folder, fcntl.LOCK_EX)
                if aside.exists():
                    return aside, folder
                os.close(folder)


class LocalBatch:
    """Objects written aside, in files numbered as they come; ``names`` are those of the files by the objects' keys."""

    def __init__(self, folder: int, kept: Callable[[str], bool]) -> None:
        self.names: dict[str, str] = {}
        self._folder = folder
        self._kept = kept
        self._numbers = count()

    def put(self, write: Callable[[Out], str]) -> None:
        """See ``Batch.put``."""
        name, key = str(next(self._numbers)), None
        with _NewFile(self._folder, name) as out:
            try:
                key = write(out)
            finally:
                if key is None or self.has(key):
                    out.discard()
                else:
                    self.names[key] = name

    def has(self, key: str) -> bool:
        """See ``Batch.has``."""
        return key in self.names or self._kept(key)


class _NewFile:
    """A file that is written without a buffer, and says of its own errors that the vault could not be written."""

    def __init__(self, folder: int, name: str) -> None:
        self._folder = folder
        self._name = name
        with _writing():
            self._handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with _writing():
            os.close(self._handle)

    def write(self, data: bytes) -> None:
        """Write all of ``data``."""
        rest = memoryview(data)
        with _writing():
            while rest:
                rest = rest[os.write(self._handle, rest) :]

    def discard(self) -> None:
        """Give its name and its place on the disk back."""
        with _writing():
            os.unlink(self._name, dir_fd=self._folder)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"The vault could not be written: {error}. Nothing that was sealed before is harmed."
        ) from error


def _move(file: Path, final: Path) -> None:
    try:
        file.rename(final)
    except FileNotFoundError:
        final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.rename(final)


@contextmanager
def _locked(aside: Path) -> Iterator[bool]:
    """Whether the folder's writer is gone: its lock could be taken. The lock is held inside."""
    try:
        folder = os.open(aside, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        yield False
        return
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(folder)


def _flush(folder: int) -> None:
    """Put everything written so far to the file system of ``folder`` on the disk (syncfs(2), Linux)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "syncfs"):
        os.sync()
    elif libc.syncfs(folder) != 0:
        raise OSError(ctypes.get_errno(), "the disk reported an error while it was flushed")
