"""A pool of worker processes that each do one task at a time, and whose death costs no more than that task's time.

The standard library's executor is broken as a whole when one worker dies and does not say what it was at; before
Python 3.11.5 it then hangs on its way out. Here each worker has a pipe of its own: its end is how a death is seen.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar, cast

Task = TypeVar("Task")
Result = TypeVar("Result")
Job = Callable[[Task], Result]
"""What a worker does with a task; it must be importable, its task and its result picklable."""

_SPAWN = get_context("spawn")
_PR_SET_PDEATHSIG = 1
_FIRST_TO_GO = "500"
"""When memory runs out, the kernel ends a worker, which loses a task's time, rather than the program or a database."""


class Died(NamedTuple, Generic[Task]):
    """A worker ended while it did this task: out of memory, a fault in native code, or ended from outside."""

    task: Task


class Done(NamedTuple, Generic[Task, Result]):
    """A task and what came of it."""

    task: Task
    result: Result


class Pool(Generic[Task, Result]):
    """Processes that start together with the block and end with it, at once if it is left by an error.

    Not for several threads.
    """

    def __init__(self, job: Job[Task, Result], workers: int) -> None:
        self._job = job
        self._workers = workers
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[_Worker, Task]] = {}

    def __enter__(self) -> Pool[Task, Result]:
        # Before the first task is sent: a large one waits until its worker has started, and so would the next worker.
        self._idle = [_Worker(self._job) for _ in range(self._workers)]
        return self

    def __exit__(self, *_: object) -> None:
        for worker in (*self._idle, *(worker for worker, _ in self._busy.values())):
            worker.end()

    @property
    def has_room(self) -> bool:
        """Whether a worker is free for another task."""
        return len(self._busy) < self._workers

    @property
    def is_busy(self) -> bool:
        """Whether a task is being done."""
        return bool(self._busy)

    def give(self, task: Task) -> None:
        """Have a free worker do a task; one that died since it was last used is replaced."""
        while True:
            worker = self._idle.pop() if self._idle else _Worker(self._job)
            try:
                worker.pipe.send(task)
            except BrokenPipeError:
                worker.end()
                continue
            self._busy[worker.pipe] = worker, task
            return

    def results(self) -> Iterator[Done[Task, Result] | Died[Task]]:
        """Wait until a task is done, or several are; what came of each. An error in a task is raised here."""
        for pipe in cast("list[Connection]", wait(list(self._busy))):
            worker, task = self._busy.pop(pipe)
            try:
                result, error = pipe.recv()
            except (EOFError, ConnectionResetError):
                worker.end()
                yield Died(task)
                continue
            self._idle.append(worker)
            if error is not None:
                raise error
            yield Done(task, result)


class _Worker:
    """One process and this side of its pipe."""

    def __init__(self, job: Callable[[Any], object]) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_work, args=(theirs, job, os.getpid()), daemon=True)
        with _interrupts_wait():  # one that hears a Ctrl-C before it knows to ignore it prints a traceback
            self._process.start()
        theirs.close()

    def end(self) -> None:
        """End it now, whatever it is at. Who interrupts a run does not wait for its tasks."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, job: Callable[[Any], object], parent: int) -> None:
    """A worker's life: a task in, what came of it out, until its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with(parent)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO)
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send((job(task), None))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where the task was given
            pipe.send((None, _sendable(error)))


def _sendable(error: Exception) -> Exception:
    """An error that can cross the pipe, with the traceback that would stay behind."""
    error.add_note(traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - some errors are made of more than their arguments
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _die_with(parent: int) -> None:
    """A worker outlives a killed parent unless the kernel is asked to end it (Linux prctl(2))."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
