"""Do small commands answer at once?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench.report import NIGEHBAN, Report, timed_command
from bench.worlds import WORK, delivery

TIMES = 9


def run(*, full: bool) -> Iterator[Report]:
    """One table: the median and the best of some runs of each command."""
    count = 20_000 if full else 2_000
    documents = delivery(count, seed=11) / "documents"
    out = WORK / f"commands-{count}"
    day = f"{datetime(2026, 11, 21, tzinfo=UTC):%Y-%m-%d}"
    timed_command([NIGEHBAN, "triage", str(documents), "--out", str(out), "--top", "0", "--as-of", day])
    report = Report(
        f"Small commands: wall seconds of {TIMES} runs (results of {count:,} referrals)",
        "python -m bench --only commands",
        ("command", "median", "best", "best beside python -c pass"),
    )
    nothing = 0.0
    for title, command in _commands(documents, out).items():
        walls = [timed_command(command)[0] for _ in range(TIMES)]
        nothing = nothing or min(walls)
        report.add(title, median(walls), min(walls), f"{min(walls) / nothing:.1f} x")
    yield report


def _commands(documents: Path, out: Path) -> dict[str, list[str]]:
    document = next(path for path in sorted(documents.rglob("*.json")) if path.stem.isdigit())
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "nigehban --version": [NIGEHBAN, "--version"],
        "nigehban --help": [NIGEHBAN, "--help"],
        "nigehban triage --help": [NIGEHBAN, "triage", "--help"],
        "nigehban read FILE": [NIGEHBAN, "read", str(document)],
        "nigehban read FILE --json": [NIGEHBAN, "read", str(document), "--json"],
        "nigehban explain 1": [NIGEHBAN, "explain", "1", "--out", str(out)],
    }
