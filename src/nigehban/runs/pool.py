"""A pool of worker processes that each do one task at a time, and whose death costs no more than that task's time.

The standard library's executor is broken as a whole when one worker dies and does not say what it was at; before
Python 3.11.5 it then hangs on its way out. Here each worker has a pipe of its own: its end is how a death is seen.
"""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, TypeVar, cast

from nigehban.processes import Child

Task = TypeVar("Task")
Result = TypeVar("Result")
Job = Callable[[Task], Result]
"""What a worker does with a task; it must be importable, its task and its result picklable."""


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
        self._idle: list[Child] = []
        self._busy: dict[Connection, tuple[Child, Task]] = {}

    def __enter__(self) -> Pool[Task, Result]:
        # Before the first task is sent: a large one waits until its worker has started, and so would the next worker.
        self._idle = [Child(_work, self._job) for _ in range(self._workers)]
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
            worker = self._idle.pop() if self._idle else Child(_work, self._job)
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


def _work(pipe: Connection, job: Callable[[Any], object]) -> None:
    """A worker's life: a task in, what came of it out, until its parent is gone."""
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
