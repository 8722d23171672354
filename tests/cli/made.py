"""The command as a user gives it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-m", "nigehban.cli"]
DAY = ("--as-of", "2026-11-21")


def nigehban(*words: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=os.environ | environment,
        timeout=120,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], status: int = 2) -> str:
    """The one sentence of a command that could not be carried out."""
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("nigehban: ")]
    return line.removeprefix("nigehban: ")
