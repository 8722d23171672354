"""How fast are police reports read, normalised and stored, and in how much memory?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from bench.processes import watched
from bench.report import Report, versions
from bench.worlds import delivery, fresh
from nigehban.synthetic.plan import Shape

_WAYS = {
    "read": "triage: read + normalise, Arrow tables on disk",
    "store": "load: seal + read + normalise + store in PostgreSQL",
    "peer": "peer: json.load + recursive flatten + sqlite3 executemany",
}


def run(*, full: bool) -> Iterator[Report]:
    """One table: referrals a second by the clock and by the CPU, and memory."""
    count = 200_000 if full else 20_000
    documents = delivery(count, seed=51, formats=(Shape.POLICE_JSON,)) / "documents"
    total = sum(1 for _ in documents.rglob("*.json"))
    report = Report(
        f"Read + normalise + store: {total:,} police JSON documents",
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
    report.notes.append(versions("nigehban", "pyarrow", "orjson", "psycopg", "pyrage"))
    yield report
