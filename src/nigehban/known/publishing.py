"""Publishing a generation: written aside, flushed, renamed into place, and only then named as the current one.

A kill at any moment leaves the current generation as it was: what was being written lies in a folder that nobody reads
and that the next import removes. One process writes at a time; readers need no lock, since nothing they read changes.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from nigehban.known.errors import BusyError, DamagedError, WriteError
from nigehban.known.folder import CURRENT, GENERATIONS, LOCK, SIGNER, Pointer, generation_path

_ASIDE: Final = ".part"
"""One is enough: whoever holds the lock is the only one that writes."""


@contextmanager
def writing(root: Path) -> Iterator[Path]:
    """A new folder to write a generation into, held by this process alone. ``BusyError`` when another one writes.

    What was left by a writer that is gone is removed first. The folder is removed at the end unless it was published.
    """
    try:
        (root / GENERATIONS).mkdir(parents=True, exist_ok=True)
        lock = os.open(root / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise WriteError(f"{root} cannot be written: {error.strerror}.") from error
    try:
        _take(lock, root)
        with _aside(root) as aside:
            yield aside
    except OSError as error:
        raise WriteError(
            f"{root} could not be written: {error.strerror or error}. The generations that were there are unharmed."
        ) from error
    finally:
        os.close(lock)


def publish(root: Path, aside: Path, pointer: Pointer, signer: str) -> None:
    """Make a folder that was written aside the current generation. ``signer`` is the public key that signed it."""
    remove_after(root, pointer.generation - 1)
    _flush(aside)
    aside.rename(root / generation_path(pointer.generation))
    _flush_one(root / GENERATIONS)
    if pointer.generation == 1:
        _replace(root / SIGNER, f"{signer}\n".encode())
    _replace(root / CURRENT, pointer.encode())


def read_signer(root: Path) -> str:
    """The public key that the set was begun with. Raises ``DamagedError``."""
    try:
        return (root / SIGNER).read_bytes().decode("ascii", "backslashreplace").removesuffix("\n")
    except OSError as error:
        raise DamagedError(f"{root / SIGNER} cannot be read: {error.strerror}. Get the set anew.") from error


def remove_after(root: Path, current: int) -> None:
    """Remove a generation that a killed import put in its place and never named as the current one."""
    shutil.rmtree(root / generation_path(current + 1), ignore_errors=True)


def _take(lock: int, root: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BusyError(f"Another import is writing to {root}. Wait until it has ended, and import again.") from error


@contextmanager
def _aside(root: Path) -> Iterator[Path]:
    folder = root / GENERATIONS / _ASIDE
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # nothing is left of it when it was published


def _replace(path: Path, data: bytes) -> None:
    """Give a file new content at once: whoever reads it sees the old or the new, also after a power cut."""
    aside = path.parent / GENERATIONS / f"{_ASIDE}-{path.name}"
    aside.write_bytes(data)
    _flush_one(aside)
    aside.replace(path)
    _flush_one(path.parent)


def _flush(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _flush_one(path)


def _flush_one(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
