"""A process that reads files, both its sides: what it does, and what is known of it here.

Before it lets a decoder look at a file it says so, and what is known of the file by then; afterwards it says what came
of it. So when nothing more is heard it is clear which file it died of, and that file's digests are not lost.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Iterable
from multiprocessing.connection import Connection
from typing import Final, NamedTuple, TypeAlias

from nigehban.media.decoding.limits import CLOCK_FACTOR, Limits
from nigehban.media.errors import MediaError
from nigehban.media.hashes import Hashed, Wants
from nigehban.media.kinds import Kind
from nigehban.media.reading import hash_content, hash_file
from nigehban.processes import Child

_BATCH_SECONDS: Final = 0.1
"""About so long it works on what it is given at a time: more saves little, less costs much for small files."""
_MOST_BATCH: Final = 128


class Task(NamedTuple):
    """A file by its path, or what it holds and the name that it goes by."""

    path: str
    data: bytes | None = None


class Numbered(NamedTuple):
    """A task and its place in the order of all."""

    place: int
    task: Task


Result: TypeAlias = tuple[int, Hashed]
"""What came of a file, by its place in the order of all."""


class Heard(NamedTuple):
    """What it says: files that are done, the one whose decoder begins, and whether it is free for more."""

    done: list[Hashed]
    begun: Hashed | None
    is_free: bool


class Worker:
    """The process as it is seen from here: the tasks that it has, and what it is at."""

    def __init__(self, wants: Wants, limits: Limits) -> None:
        self.batch = 1
        """How many tasks it is to be given at a time."""
        self._limits = limits
        self._child = Child(_live, wants, limits)
        self._tasks: deque[Numbered] = deque()
        self._begun: Hashed | None = None
        self._since = self._given = 0.0
        self._has_started = False

    @property
    def pipe(self) -> Connection:
        """To wait at."""
        return self._child.pipe

    def give(self, tasks: Iterable[Numbered]) -> None:
        """Have it do these; one that has died meanwhile is seen when it is listened to."""
        self._tasks.extend(tasks)
        self._given = time.monotonic()
        try:
            self.pipe.send([numbered.task for numbered in self._tasks])
        except OSError:
            return

    def listen(self) -> tuple[list[Result], bool]:
        """What is done, by place, and whether it is free now. Raises ``EOFError`` when it is dead: ``bury`` it."""
        try:
            heard: Heard = self.pipe.recv()
        except OSError as error:  # it died in the middle of a word
            raise EOFError from error
        self._has_started = True
        done = [(self._tasks.popleft().place, hashed) for hashed in heard.done]
        self._begun, self._since = heard.begun, time.monotonic()
        is_free = heard.is_free and not self._tasks
        if is_free:
            self._pace(self._since - self._given)
        return done, is_free

    def bury(self) -> tuple[list[Result], list[Numbered]]:
        """The file that it died of, if it was at one, and the tasks that it did not come to.

        Raises ``MediaError`` when it never began to work.
        """
        return self._last_words(_cause(self._child.status(), self._patience()))

    def stop(self) -> tuple[list[Result], list[Numbered]]:
        """End one that is late; the same as ``bury``."""
        self._child.end()
        return self._last_words(f"Its decoder did not end within {self._patience() * CLOCK_FACTOR:,} s.")

    def end(self) -> None:
        """End it, whatever it is at."""
        self._child.end()

    @property
    def is_late(self) -> bool:
        """Whether its decoder takes too long by the clock. Digests may take as long as the disk needs."""
        return self._begun is not None and time.monotonic() - self._since > self._patience() * CLOCK_FACTOR

    def _last_words(self, why: str) -> tuple[list[Result], list[Numbered]]:
        if not self._has_started:
            raise MediaError(f"The process that reads files could not be started. {why}")
        if not self._tasks:
            return [], []
        place, task = self._tasks.popleft()
        hashed = self._begun or Hashed(task.path)
        hashed.error = why
        return [(place, hashed)], list(self._tasks)

    def _patience(self) -> int:
        """How many seconds of processor time its decoder may take."""
        kind = self._begun.type if self._begun else None
        is_video = kind is not None and not Kind(kind).is_picture
        return self._limits.video_seconds if is_video else self._limits.picture_seconds

    def _pace(self, took: float) -> None:
        fitting = int(self.batch * _BATCH_SECONDS / max(took, 1e-6))
        self.batch = max(1, min(fitting, 2 * self.batch, _MOST_BATCH))


def _cause(status: int, seconds: int) -> str:
    """Why a process ended, for a clerk."""
    if status == -signal.SIGXCPU:
        return f"Its decoder took more than the {seconds:,} s of processor time that may be."
    if status == -signal.SIGKILL:
        return "The system ended its decoder, most likely for want of memory. Run it again with fewer workers."
    if status < 0:
        return f"Its decoder crashed ({signal.Signals(-status).name}): the file is damaged, or made to do that."
    return f"Its decoder ended by itself (status {status})."


def _live(pipe: Connection, wants: Wants, limits: Limits) -> None:
    """The process's life: tasks in, what came of them out."""
    _hush()
    pipe.send(Heard([], None, is_free=True))
    while True:
        try:
            tasks: list[Task] = pipe.recv()
        except EOFError:
            return
        _work(pipe, tasks, wants, limits)


def _work(pipe: Connection, tasks: list[Task], wants: Wants, limits: Limits) -> None:
    done: list[Hashed] = []
    decoded: list[Hashed] = []

    def begin(hashed: Hashed) -> None:
        pipe.send(Heard(done, hashed, is_free=False))
        done.clear()
        decoded.append(hashed)

    for path, data in tasks:
        if data is None:
            done.append(hash_file(path, wants, limits, begin))
        else:
            done.append(hash_content(path, data, wants, limits, begin))
        if decoded:
            pipe.send(Heard(done, None, is_free=False))
            done.clear()
            decoded.clear()
    pipe.send(Heard(done, None, is_free=True))


def _hush() -> None:
    """Codecs write what they think to standard error, in lines that nobody could tell a file by."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
