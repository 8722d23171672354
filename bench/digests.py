"""How fast are files digested? One pass for MD5, SHA-1 and SHA-256, beside hashdeep, for large and for small files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.report import NIGEHBAN, Report, timed_command, versions
from bench.worlds import fresh

RUNS = 3
_COLUMNS = ("what", "wall s", "CPU s", "MB/CPU s", "files/s by the clock", "files/CPU s")


def run(*, full: bool) -> Iterator[Report]:
    """Two tables: large files by the byte, small files by the piece."""
    megabytes, small = (4096, 100_000) if full else (512, 10_000)
    yield _report(f"Digests of large files: 2 x {megabytes // 2:,} MB", _large(megabytes // 2))
    yield _report(f"Digests of {small:,} files of 8 KiB", _small(small))


def _report(title: str, folder: Path) -> Report:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    report = Report(title, "python -m bench --only digests", _COLUMNS)
    best: dict[str, tuple[float, float]] = {}
    for _ in range(RUNS):  # by turns, so that what else the machine does falls on all alike
        for name, command in _commands(folder).items():
            wall, cpu, _ = timed_command(command)
            best[name] = min(best.get(name, (wall, cpu)), (wall, cpu), key=lambda taken: taken[1])
    for name, (wall, cpu) in best.items():
        report.add(name, wall, cpu, sum(sizes) / 1e6 / cpu, len(sizes) / wall, len(sizes) / cpu)
    report.notes.append(f"The best of {RUNS} runs by turns, files in the cache. {versions('nigehban')}, {_hashdeep()}.")
    return report


def _commands(folder: Path) -> dict[str, list[str]]:
    library = [sys.executable, "-m", "bench.digest_steps", str(folder)]
    commands = {
        "nigehban media hash --json": [NIGEHBAN, "media", "hash", "--json", str(folder)],
        "nigehban.media.digest_file, one process": library,
    }
    if shutil.which("hashdeep"):
        jobs = str(os.cpu_count())
        commands[f"hashdeep -c md5,sha1,sha256 -j{jobs}"] = [
            *("hashdeep", "-c", "md5,sha1,sha256", "-r", "-j", jobs, str(folder)),
        ]
    return commands


def _hashdeep() -> str:
    found = shutil.which("hashdeep")
    if not found:
        return "hashdeep is not installed (Debian package hashdeep)"
    return f"hashdeep {subprocess.run([found, '-V'], capture_output=True, text=True, check=True).stdout.strip()}"


def _large(megabytes: int) -> Path:
    folder = fresh("digests-large")
    for number in range(2):
        with (folder / str(number)).open("wb") as file:
            for _ in range(megabytes):
                file.write(os.urandom(1_000_000))
    return folder


def _small(count: int) -> Path:
    folder = fresh("digests-small")
    for number in range(count):
        path = folder / f"{number // 1000:03}" / f"{number:06}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(8192))
    return folder
