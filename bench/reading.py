"""How fast are police reports read, normalised and stored, and in how much memory?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.processes import watched
from bench.report import Report, versions
from bench.worlds import delivery, fresh
from nigehban.synthetic.plan import Shape

_SMALL = 4_700
"""Bytes: about a quarter of the synthetic reports are no larger (one account, a few addresses and files)."""
_WAYS = {
    "read": "triage: read + normalise, Arrow tables on disk",
    "store": "load: seal + read + normalise + store in PostgreSQL",
    "peer": "peer: json.load + recursive flatten + sqlite3 executemany",
}


def run(*, full: bool) -> Iterator[Report]:
    """Two tables, of all reports and of small ones: reports a second by the clock and by the CPU, and memory."""
    documents = delivery(200_000 if full else 20_000, seed=51, formats=(Shape.POLICE_JSON,)) / "documents"
    yield _measured(documents, "police JSON documents")
    yield _measured(_small_of(documents), f"police JSON documents of up to {_SMALL:,} bytes")


def _small_of(documents: Path) -> Path:
    """A folder with the small ones among the documents."""
    folder = fresh("reading-small")
    for number, path in enumerate(path for path in sorted(documents.rglob("*.json")) if path.stat().st_size <= _SMALL):
        part = folder / f"{number // 1000:03}"
        part.mkdir(exist_ok=True)
        (part / path.name).hardlink_to(path)
    return folder


def _measured(documents: Path, called: str) -> Report:
    sizes = [path.stat().st_size for path in documents.rglob("*.json")]
    total = len(sizes)
    report = Report(
        f"Read + normalise + store: {total:,} {called}",
        "python -m bench --only reading",
        ("what", "wall s", "CPU s", "documents/s", "documents/CPU s", "largest process MiB", "all together MiB"),
    )
    for way, title in _WAYS.items():
        out = fresh(f"reading-{way}")
        seen = watched([sys.executable, "-m", "bench.reading_steps", way, str(documents), str(out)])
        taken = json.loads(seen.output.splitlines()[-1])
        wall, cpu = float(taken["wall"]), float(taken["cpu"])
        report.add(title, wall, cpu, total / wall, total / cpu, seen.largest, seen.together)
    report.notes.append(
        "The peer keeps names and values only: no digests, records, identifiers, signals or places; one process. "
        "The load's times and memory leave out the database server's own processes."
    )
    report.notes.append(f"A document has {sum(sizes) / total / 1000:.1f} KB on average.")
    report.notes.append(versions("nigehban", "pyarrow", "orjson", "psycopg", "pyrage"))
    return report
