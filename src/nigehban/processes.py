"""Processes of our own that end when we do, each with a pipe; the end of the pipe is how its death is seen."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

_SPAWN = get_context("spawn")
_PR_SET_PDEATHSIG: Final = 1
_FIRST_TO_GO: Final = "500"
"""When memory runs out, the kernel ends a worker, which loses a task's time, rather than the program or a database."""
_DYING_SECONDS: Final = 2.0
"""The kernel closes a dead process's pipe some moments before it can say how the process died."""


class Child:
    """A new process that runs ``life`` with its end of the pipe and the arguments; all must be importable or picklable.

    An interrupt from the keyboard does not reach it: whoever made it decides.
    """

    def __init__(self, life: Callable[..., None], *arguments: object) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_live, args=(theirs, os.getpid(), life, arguments), daemon=True)
        with _interrupts_wait():  # one that hears a Ctrl-C before it knows to ignore it prints a traceback
            self._process.start()
        theirs.close()

    def end(self) -> None:
        """End it now, whatever it is at. Who interrupts a run does not wait for its tasks."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def status(self) -> int:
        """How one whose pipe has ended has ended itself: its exit status, or minus the signal."""
        self._process.join(_DYING_SECONDS)
        self.end()
        return -signal.SIGKILL if self._process.exitcode is None else self._process.exitcode


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _live(pipe: Connection, parent: int, life: Callable[..., None], arguments: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with(parent)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO)
    life(pipe, *arguments)


def _die_with(parent: int) -> None:
    """A child outlives a killed parent unless the kernel is asked to end it (Linux prctl(2))."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
