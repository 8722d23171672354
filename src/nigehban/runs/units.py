"""Bulk work as units: each publishes one output folder atomically, or nothing.

A unit is named by a digest of its inputs, the code's version and the parameters. Its output is written aside and
renamed, so that a folder under its final name is whole; to resume is to skip the units whose folder exists. A
kill at any moment therefore loses at most the work of the units then running, and repeats nothing.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from mmap import mmap
from pathlib import Path
from typing import Generic, TypeVar

from nigehban.runs.pool import Died, Pool

Payload = TypeVar("Payload")
Work = Callable[[Payload, Path], None]
"""Does one unit: takes its payload and the empty folder to write into. It must be importable (a module function)."""

Without = Callable[[Payload, str], Payload]
"""The payload without what lies at a place that a ``trail`` named, and with a word about why."""

_ASIDE = ".part-"
_TRAIL = ".at"
_TRAIL_BYTES = 8192
"""Longer than a path can be."""
_DEATHS = 3
"""So often a unit's worker may die at places that differ, or that nobody knows."""
_TAKEN = (BlockingIOError, FileNotFoundError)
"""A folder that somebody else holds, or has removed or renamed."""


class UnitFailedError(Exception):
    """A unit could not be done; the message names it and the cause. What other units published stays."""


@dataclass(frozen=True, slots=True)
class Unit(Generic[Payload]):
    """One piece of work: ``name`` is its digest, ``payload`` what ``work`` takes (picklable)."""

    name: str
    payload: Payload


def name_of(parts: Iterable[str]) -> str:
    """The name of a unit: the first 32 hex digits of the SHA-256 of its parts."""
    hashed = sha256()
    for part in parts:
        hashed.update(part.encode("utf-8", "surrogateescape"))
        hashed.update(b"\0")
    return hashed.hexdigest()[:32]


def run_units(
    units: Sequence[Unit[Payload]],
    work: Work[Payload],
    root: Path,
    *,
    workers: int = 0,
    without: Without[Payload] | None = None,
) -> Iterator[tuple[Unit[Payload], Path]]:
    """Do the units that have no output yet and yield every unit with its folder, as each is done.

    ``workers`` are processes, one a core and at least two unless told; 1 does the units here. A unit whose worker dies
    is done again; if that dies at the same place (see ``trail``), it is done ``without`` what lies there. Raises
    ``UnitFailedError`` where that does not help, and whatever ``work`` raises.
    """
    root.mkdir(parents=True, exist_ok=True)
    _sweep(root)
    todo = []
    for unit in units:
        if (root / unit.name).is_dir():
            yield unit, root / unit.name
        else:
            todo.append(unit)
    if workers == 1:
        for unit in todo:
            yield unit, _publish(unit, work, root)
    elif todo:
        yield from _run_in_pool(todo, work, root, workers or max(os.cpu_count() or 1, 2), without)


def _run_in_pool(
    todo: list[Unit[Payload]], work: Work[Payload], root: Path, workers: int, without: Without[Payload] | None
) -> Iterator[tuple[Unit[Payload], Path]]:
    waiting = todo[::-1]
    losses = _Losses(root, without)
    with Pool[Unit[Payload], Path](partial(_publish, work=work, root=root), min(workers, len(todo))) as pool:
        while waiting or pool.is_busy:
            while waiting and pool.has_room:
                pool.give(waiting.pop())
            for came in list(pool.results()):
                if isinstance(came, Died):
                    waiting.append(losses.again(came.task))
                else:
                    if waiting:  # the worker goes on while whoever runs the units looks at this one
                        pool.give(waiting.pop())
                    yield came.task, came.result


class _Losses(Generic[Payload]):
    """Units whose worker died, and at what; which of them are done again, and without what."""

    def __init__(self, root: Path, without: Without[Payload] | None) -> None:
        self._root = root
        self._without = without
        self._died_at: dict[str, list[str | None]] = {}

    def again(self, unit: Unit[Payload]) -> Unit[Payload]:
        """The unit as it is to be done now. Raises ``UnitFailedError`` when there is no more to try."""
        place = _last_place(self._root, unit.name)
        before = self._died_at.setdefault(unit.name, [])
        if place is not None and place in before and self._without is not None:
            before.clear()
            return Unit(unit.name, self._without(unit.payload, place))
        before.append(place)
        if len(before) > _DEATHS:
            raise UnitFailedError(
                f"A worker ended {len(before)} times in unit {unit.name} (out of memory, or ended from outside). "
                "Run the same command again: what was done is kept."
            )
        return unit


@contextmanager
def trail(folder: Path) -> Iterator[Callable[[str], None]]:
    """A function that writes down what the work in a unit's folder is at, for whoever finds its worker dead."""
    with (folder / _TRAIL).open("w+b") as file:
        os.posix_fallocate(file.fileno(), 0, _TRAIL_BYTES)
        with mmap(file.fileno(), _TRAIL_BYTES) as page:  # the kernel keeps it when the process is gone

            def at(place: str) -> None:
                text = place.encode("utf-8", "surrogateescape")[: _TRAIL_BYTES - 1] + b"\0"
                page[: len(text)] = text

            yield at
    (folder / _TRAIL).unlink()


def _last_place(root: Path, name: str) -> str | None:
    """The last place on the trail of a unit whose worker is dead, if it left one; what it wrote aside is removed."""
    place = None
    for aside in root.glob(f"{_ASIDE}{name}-*"):
        with suppress(*_TAKEN):
            lock = _lock(aside)
            with suppress(FileNotFoundError):
                place = (aside / _TRAIL).read_bytes().partition(b"\0")[0].decode("utf-8", "surrogateescape")
            _remove(aside, lock)
    return place or None


def _publish(unit: Unit[Payload], work: Work[Payload], root: Path) -> Path:
    """Write aside, flush, rename: the folder appears under its name whole or not at all, even after a power cut."""
    final = root / unit.name
    with _aside(root, unit.name) as aside:
        work(unit.payload, aside)
        _flush(aside)
        try:
            aside.rename(final)
        except OSError:
            if not final.is_dir():
                raise
            shutil.rmtree(aside)  # another run published the same unit first: same name, same content
    return final


def _flush(folder: Path) -> None:
    for path in (*folder.iterdir(), folder):
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


@contextmanager
def _aside(root: Path, name: str) -> Iterator[Path]:
    """A new folder, locked while it is written; the kernel lets go when its writer dies, however it dies."""
    folder, lock = _make_aside(root, name)
    try:
        yield folder
    finally:
        os.close(lock)


def _make_aside(root: Path, name: str) -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f"{_ASIDE}{name}-", dir=root))
        with suppress(*_TAKEN):  # another run's sweep came between making and locking it: make another
            lock = _lock(folder)
            if folder.exists():
                return folder, lock
            os.close(lock)


def _lock(folder: Path) -> int:
    """Lock a folder and give the handle that holds it. Raises one of ``_TAKEN``."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    return handle


def _sweep(root: Path) -> None:
    """Remove what writers that are gone left half written."""
    for aside in root.glob(f"{_ASIDE}*"):
        with suppress(*_TAKEN):
            _remove(aside, _lock(aside))


def _remove(aside: Path, lock: int) -> None:
    shutil.rmtree(aside, ignore_errors=True)
    os.close(lock)
