"""How fast are lists of known files read, and in how much memory?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from bench.known_import_steps import FORMATS, made
from bench.processes import watched
from bench.report import Report, versions

_WAYS = {
    "read": "nigehban: Arrow columns, hashes checked",
    "peer": "peer: standard library + sqlite3 executemany",
}
_PEERS = {"vics": "json.load", "icse": "csv.DictReader", "csv": "csv.DictReader", "list": "for line in file"}


def run(*, full: bool) -> Iterator[Report]:
    """One table: records a second by the clock and by the CPU, and memory, of every format and its peer."""
    count = 2_000_000 if full else 200_000
    report = Report(
        f"Import of lists of {count:,} known files, one process",
        "python -m bench --only known_import",
        ("format", "MiB", "how", "wall s", "CPU s", "records/s", "records/CPU s", "peak MiB"),
    )
    for name in FORMATS:
        path = made(name, count)
        for way, title in _WAYS.items():
            if way == "peer" and name not in _PEERS:
                continue
            seen = watched([sys.executable, "-m", "bench.known_import_steps", way, name, str(path)])
            taken = json.loads(seen.output.splitlines()[-1])
            wall, cpu = float(taken["wall"]), float(taken["cpu"])
            how = f"{title} ({_PEERS[name]})" if way == "peer" else title
            size = path.stat().st_size / 2**20
            report.add(
                name, size, how, wall, cpu, int(taken["records"]) / wall, int(taken["records"]) / cpu, seen.largest
            )
    report.notes.append(
        "Hashes are random and every other value is invented. The peers check no hash, keep no line numbers and drop "
        "what has no column; json.load holds the whole document."
    )
    report.notes.append(versions("nigehban", "pyarrow", "orjson", "lxml"))
    yield report
