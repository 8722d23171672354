"""Objects as files: ``sha256/ab/cd/<hex>`` under the vault's folder.

A batch is written aside into ``incoming/``, flushed to the disk in one go (``syncfs``), renamed into place, and flushed
again. So a file under its final name is whole, even after a power cut, and two flushes serve a whole batch:
an ``fsync`` for each file would cost some milliseconds a document.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nigehban.vault.errors import NotSealedError, StoreError


class LocalStore:
    """Objects under a folder of a local file system. Any number of processes may write at the same time."""

    def __init__(self, root: Path) -> None:
        self._objects = root / "sha256"
        self._incoming = root / "incoming"

    def publish(self, objects: Iterable[tuple[str, bytes]]) -> None:
        """See ``ObjectStore.publish``."""
        try:
            with self._aside() as (aside, folder):
                keys = [_write_new(folder, key, data) for key, data in objects]
                _flush(folder)
                for key in keys:
                    self._move_in(aside, key)
                _flush(folder)
        except OSError as error:
            raise StoreError(
                f"The vault could not be written: {error}. Nothing that was sealed before is harmed."
            ) from error

    def read(self, key: str) -> bytes:
        """See ``ObjectStore.read``."""
        try:
            return self._path(key).read_bytes()
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
        return self._objects / key[:2] / key[2:4] / key

    def _move_in(self, aside: Path, key: str) -> None:
        final = self._path(key)
        try:
            (aside / key).rename(final)
        except FileNotFoundError:
            final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            (aside / key).rename(final)

    @contextmanager
    def _aside(self) -> Iterator[tuple[Path, int]]:
        """A new folder for one batch, held by a lock that ends with this process, and its descriptor."""
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside, folder = self._make_aside()
        try:
            yield aside, folder
        finally:
            shutil.rmtree(aside, ignore_errors=True)
            os.close(folder)

    def _make_aside(self) -> tuple[Path, int]:
        while True:
            aside = Path(tempfile.mkdtemp(dir=self._incoming))
            with suppress(FileNotFoundError):  # a sweep came between making and locking it: make another
                folder = os.open(aside, os.O_RDONLY | os.O_DIRECTORY)
                fcntl.flock(folder, fcntl.LOCK_EX)
                if aside.exists():
                    return aside, folder
                os.close(folder)


def _write_new(folder: int, key: str, data: bytes) -> str:
    handle = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=folder)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)
    return key


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
