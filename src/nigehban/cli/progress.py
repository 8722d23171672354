"""Progress of long work: a bar on a terminal, a line now and then elsewhere (a log, a pipe, CI)."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_LINE_SECONDS = 10.0


class Step(Protocol):
    """One step of long work: told how much there is, then how much was done."""

    def total(self, amount: int) -> None:
        """Say how much there is."""

    def advance(self, amount: int = 1) -> None:
        """Say that more was done."""


@contextmanager
def step(title: str) -> Iterator[Step]:
    """Show one step of long work until the block ends; standard error, so that output can be piped."""
    if sys.stderr.isatty():
        with _bar(title) as shown:
            yield shown
        return
    lines = _Lines(title)
    yield lines
    lines.finish()


@contextmanager
def _bar(title: str) -> Iterator[Step]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield _Bar(progress, progress.add_task(title, total=None))


class _Bar:
    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress, self._task = progress, task

    def total(self, amount: int) -> None:
        self._progress.update(self._task, total=amount)

    def advance(self, amount: int = 1) -> None:
        self._progress.update(self._task, advance=amount)


class _Lines:
    """For what is no terminal: a line at the start, every ten seconds, and at the end."""

    def __init__(self, title: str) -> None:
        self._title, self._done, self._of = title, 0, 0
        self._began = self._shown = time.monotonic()
        sys.stderr.write(f"{title} ...\n")

    def total(self, amount: int) -> None:
        self._of = amount

    def advance(self, amount: int = 1) -> None:
        self._done += amount
        if time.monotonic() - self._shown > _LINE_SECONDS:
            self._shown = time.monotonic()
            sys.stderr.write(f"{self._title}: {self._done:,}{f' of {self._of:,}' if self._of else ''}\n")

    def finish(self) -> None:
        took = time.monotonic() - self._began
        sys.stderr.write(f"{self._title}: done{f', {self._done:,}' if self._done else ''} ({took:.1f} s)\n")
