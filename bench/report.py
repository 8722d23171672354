"""Tables of measurements, as text for the terminal and for RESULTS.md."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

NIGEHBAN = str(Path(sys.executable).with_name("nigehban"))
"""The command as it is installed beside this Python."""


@dataclass
class Measured:
    """Wall and CPU seconds of a block, this process and its ended children together."""

    wall: float = 0.0
    cpu: float = 0.0


@dataclass
class Report:
    """One table: what was asked, what came out, and the command that repeats it."""

    title: str
    command: str
    columns: Sequence[str]
    rows: list[Sequence[object]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, *cells: object) -> None:
        """Append a row."""
        self.rows.append(cells)

    def markdown(self) -> str:
        """The table as GitHub-flavoured Markdown, with its command and notes."""
        lines = [f"### {self.title}", "", f"`{self.command}`", ""]
        lines.append("| " + " | ".join(self.columns) + " |")
        lines.append("|" + "---|" * len(self.columns))
        lines.extend("| " + " | ".join(shown(cell) for cell in row) + " |" for row in self.rows)
        lines.extend(["", *(f"- {note}" for note in self.notes)])
        return "\n".join(lines) + "\n"


def shown(cell: object) -> str:
    """A number as a person reads it."""
    if isinstance(cell, float):
        return f"{cell:,.0f}" if abs(cell) >= 1000 else f"{cell:.3g}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


@contextmanager
def measured() -> Iterator[Measured]:
    """Measure the block."""
    taken = Measured()
    wall, cpu = time.perf_counter(), _cpu()
    yield taken
    taken.wall, taken.cpu = time.perf_counter() - wall, _cpu() - cpu


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def machine() -> str:
    """The machine in one line."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, Python {platform.python_version()}"


def versions(*packages: str) -> str:
    """The packages with their versions, as they are installed."""
    return ", ".join(f"{package} {_version(package)}" for package in packages)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


_LOOK_SECONDS = 0.002


def timed_command(command: Sequence[str], cwd: Path | None = None) -> tuple[float, float, float]:
    """Run a command; its wall seconds, CPU seconds and peak memory in GiB (of its first process).

    The peak is what its own memory reached: what ``wait4`` tells counts the memory of whoever started it, too.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
    peak = 0
    while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
        peak = max(peak, _high_water(process.pid))
        time.sleep(_LOOK_SECONDS)
    wall = time.perf_counter() - start
    _, status, usage = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return wall, usage.ru_utime + usage.ru_stime, peak / 2**20


def _high_water(process: int) -> int:
    """The most memory that a process had so far, in KiB."""
    status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)
