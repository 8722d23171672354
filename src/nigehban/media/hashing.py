"""Many files over many processes, in order: what a file does to its process costs that file alone."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Final, Self, TypeAlias, cast

from nigehban.media.decoding.limits import Limits
from nigehban.media.hashes import Hashed, Wants
from nigehban.media.worker import Numbered, Result, Task, Worker

Content: TypeAlias = tuple[str, bytes]
"""A name, and what goes by it."""
HashContents: TypeAlias = Callable[[Iterable[Content]], Iterator[Hashed]]

_MOST_AHEAD: Final = 4096
"""Files that may be done while an earlier one is not: they wait in memory for their turn."""
_MOST_BYTES: Final = 64 * 1024 * 1024
"""Of what is in memory a process is given about so much at a time."""
_POLL_SECONDS: Final = 0.5


def hash_files(
    paths: Iterable[str], wants: Wants | None = None, limits: Limits | None = None, *, workers: int = 0
) -> Iterator[Hashed]:
    """Hash the files at these paths and yield what came of each, in their order.

    ``workers`` are processes, one a core unless told. What is wrong with a file is said in its ``error``. Raises
    ``MediaError`` when no process can be started.
    """
    with _Workers(wants or Wants(), limits or Limits(), workers or os.cpu_count() or 1) as all_of_them:
        yield from all_of_them.do(map(Task, paths))


def hash_contents(
    contents: Iterable[Content],
    wants: Wants | None = None,
    limits: Limits | None = None,
    *,
    workers: int = 0,
) -> Iterator[Hashed]:
    """The same for what is in memory, each under the name that it goes by; videos by their digests only."""
    with content_hashing(wants, limits, workers=workers) as hashed:
        yield from hashed(contents)


@contextmanager
def content_hashing(
    wants: Wants | None = None, limits: Limits | None = None, *, workers: int = 0
) -> Iterator[HashContents]:
    """``hash_contents`` for one portion after another, with processes that stay: to start one takes a second.

    A portion is taken to its end before the next is begun.
    """
    with _Workers(wants or Wants(), limits or Limits(), workers or os.cpu_count() or 1) as all_of_them:
        yield lambda contents: all_of_them.do(Task(name, data) for name, data in contents)


class _Workers:
    """The processes, and the results that wait for their turn."""

    def __init__(self, wants: Wants, limits: Limits, most: int) -> None:
        self._start = (wants, limits)
        self._most = most
        self._free: list[Worker] = []
        self._busy: dict[Connection, Worker] = {}
        self._again: deque[Numbered] = deque()
        self._done: dict[int, Hashed] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in (*self._free, *self._busy.values()):
            worker.end()

    def do(self, tasks: Iterable[Task]) -> Iterator[Hashed]:
        """See ``hash_files``."""
        waiting = (Numbered(place, task) for place, task in enumerate(tasks))
        following = 0
        while True:
            self._give_out(waiting)
            if not self._busy:
                return
            self._listen()
            while following in self._done:
                yield self._done.pop(following)
                following += 1

    def _give_out(self, waiting: Iterator[Numbered]) -> None:
        while len(self._busy) < self._most:
            batch = self._next_batch(waiting, self._free[-1].batch if self._free else 1)
            if not batch:
                return
            worker = self._free.pop() if self._free else Worker(*self._start)
            worker.give(batch)
            self._busy[worker.pipe] = worker

    def _next_batch(self, waiting: Iterator[Numbered], size: int) -> list[Numbered]:
        """Those first that a dead process left; new ones while there is room for what waits."""
        if self._again:
            return [self._again.popleft() for _ in range(min(size, len(self._again)))]
        return list(_light(islice(waiting, size))) if len(self._done) < _MOST_AHEAD else []

    def _listen(self) -> None:
        """Wait until a process says something, is dead, or has taken too long."""
        for pipe in cast("list[Connection]", wait(list(self._busy), _POLL_SECONDS)):
            worker = self._busy[pipe]
            try:
                done, is_free = worker.listen()
            except EOFError:
                self._lose(pipe, *worker.bury())
                continue
            self._done.update(done)
            if is_free:
                self._free.append(self._busy.pop(pipe))
        for pipe, worker in list(self._busy.items()):
            if worker.is_late:
                self._lose(pipe, *worker.stop())

    def _lose(self, pipe: Connection, died_of: list[Result], left: list[Numbered]) -> None:
        del self._busy[pipe]
        self._done.update(died_of)
        self._again.extendleft(reversed(left))


def _light(tasks: Iterator[Numbered]) -> Iterator[Numbered]:
    """The first tasks, until they weigh enough."""
    weight = 0
    for numbered in tasks:
        yield numbered
        weight += len(numbered.task.data or b"")
        if weight >= _MOST_BYTES:
            return
