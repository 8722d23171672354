"""A command with all the processes that it starts: time, and memory as the kernel counts it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_EVERY_SECONDS: Final = 0.5
"""Counting the pages of a process stops it: ten times a second cost several per cent of what was measured."""
_MIB: Final = 2**20


@dataclass(frozen=True)
class Watched:
    """``largest`` is the peak of the largest process, ``together`` that of all at one moment (shared pages counted
    once), in MiB, seen every half second."""

    largest: float
    together: float
    output: str


def watched(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Watched:
    """Run a command to its end. Raises ``CalledProcessError`` when it fails."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | dict(environment or {}), cwd=Path.cwd()
    )
    largest = together = 0.0
    while process.poll() is None:
        sizes = [_proportional(one) for one in _tree(process.pid)]
        largest, together = max([largest, *sizes]), max(together, sum(sizes))
        time.sleep(_EVERY_SECONDS)
    output = process.communicate()[0]
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Watched(largest, together, output)


def _tree(root: int) -> list[int]:
    """A process and everything that it started."""
    found, waiting = [], [root]
    while waiting:
        one = waiting.pop()
        found.append(one)
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
    return found


def _proportional(process: int) -> float:
    """A process's share of memory in MiB: pages that several hold are divided among them."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / _MIB
    return 0.0
