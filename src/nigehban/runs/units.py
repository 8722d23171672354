"""Bulk work as units: each publishes one output folder atomically, or nothing.

A unit is named by a digest of its inputs, the code's version and the parameters. Its output is written aside and
renamed, so that a folder under its final name is whole; to resume is to skip the units whose folder exists. A
kill at any moment therefore loses at most the work of the units then running, and repeats nothing.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Generic, TypeVar

Payload = TypeVar("Payload")
Work = Callable[[Payload, Path], None]
"""Does one unit: takes its payload and the empty folder to write into. It must be importable (a module function)."""

_PR_SET_PDEATHSIG = 1
_ASIDE = ".part-"
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
    units: Sequence[Unit[Payload]], work: Work[Payload], root: Path, *, workers: int
) -> Iterator[tuple[Unit[Payload], Path]]:
    """Do the units that have no output yet and yield every unit with its folder, as each is done.

    ``workers`` 1 runs them here, one after the other. Raises ``UnitFailedError`` after the first that fails.
    """
    root.mkdir(parents=True, exist_ok=True)
    _sweep(root)
    todo = []
    for unit in units:
        if (root / unit.name).is_dir():
            yield unit, root / unit.name
        else:
            todo.append(unit)
    if workers <= 1 or len(todo) <= 1:
        for unit in todo:
            yield unit, _publish(unit, work, root)
    else:
        yield from _run_in_pool(todo, work, root, workers)


def _run_in_pool(
    todo: list[Unit[Payload]], work: Work[Payload], root: Path, workers: int
) -> Iterator[tuple[Unit[Payload], Path]]:
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_die_with_parent) as pool:
        waiting = iter(todo)
        running: dict[Future[Path], Unit[Payload]] = {}
        try:
            # Two units a worker are in flight: enough to keep it busy, few enough to keep memory bounded.
            for unit in _take(waiting, workers * 2):
                running[_submit(pool, unit, work, root)] = unit
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    unit = running.pop(future)
                    yield unit, _result(future, unit)
                    for following in _take(waiting, 1):
                        running[_submit(pool, following, work, root)] = following
        except BaseException:
            _end(pool)
            raise


def _submit(pool: ProcessPoolExecutor, unit: Unit[Payload], work: Work[Payload], root: Path) -> Future[Path]:
    """Hand a unit to the pool. A worker that this starts must not hear a Ctrl-C before it knows to ignore it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_publish, unit, work, root)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the pool now: whoever interrupts a run does not wait for its units, and half a unit leaves nothing.

    The pool's own thread is waited for: it ends as soon as its workers have, and closes pipes that the interpreter
    would write to on its way out.
    """
    for worker in active_children():
        worker.kill()
    pool.shutdown(wait=True, cancel_futures=True)


def _take(units: Iterator[Unit[Payload]], count: int) -> Iterator[Unit[Payload]]:
    for _, unit in zip(range(count), units, strict=False):
        yield unit


def _result(future: Future[Path], unit: Unit[Payload]) -> Path:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise UnitFailedError(
            f"A worker ended while unit {unit.name} ran (out of memory, or ended from outside). "
            "Run the same command again: what was done is kept."
        ) from error


def _publish(unit: Unit[Payload], work: Work[Payload], root: Path) -> Path:
    """Write aside, flush, rename: the folder appears under its name whole or not at all, even after a power cut."""
    final = root / unit.name
    with _aside(root) as aside:
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
def _aside(root: Path) -> Iterator[Path]:
    """A new folder, locked while it is written; the kernel lets go when its writer dies, however it dies."""
    folder, lock = _make_aside(root)
    try:
        yield folder
    finally:
        os.close(lock)


def _make_aside(root: Path) -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=root))
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
            lock = _lock(aside)
            shutil.rmtree(aside, ignore_errors=True)
            os.close(lock)


def _die_with_parent() -> None:
    """A pool worker outlives a killed driver unless the kernel is asked to end it (Linux prctl(2))."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == 1:
        os._exit(1)
