"""The three ways of reading a delivery that ``bench.reading`` compares, each in a process of its own.

``python -m bench.reading_steps WAY DOCUMENTS OUT`` prints the seconds and CPU seconds of the step alone, as JSON.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.report import Measured, measured
from nigehban.cli.progress import step
from nigehban.runs.reading import Settings

WORKERS = os.cpu_count() or 1
Row = tuple[str, str, str]


def read(documents: Path, out: Path) -> Measured:
    """Triage's reading: records, identifiers, signals, places and every fact, as Arrow tables on disk."""
    from nigehban.runs.triage import listed, read_all

    with measured() as taken:
        with step("Looking") as looking:
            found = listed([documents], looking)
        read_all(found, out / "units", Settings("pk"), step, WORKERS)
    return taken


def store(documents: Path, out: Path) -> Measured:
    """Load's sealing, reading and storing in PostgreSQL."""
    from nigehban import desk

    os.environ["NIGEHBAN_HOME"] = str(out)
    os.environ.pop("DATABASE_URL", None)
    desk.setup()
    desk.migrate()
    from nigehban.desk.loading import load

    with measured() as taken:
        load([documents], Settings("pk"), steps=step, workers=WORKERS)
    return taken


def peer(documents: Path, out: Path) -> Measured:
    """The standard library alone: json.load, a recursive flatten, executemany into SQLite; no records, no vault."""
    with measured() as taken, sqlite3.connect(out / "facts.sqlite") as database:
        database.execute("CREATE TABLE fact (document TEXT, pointer TEXT, value TEXT)")
        for path in sorted(documents.rglob("*.json")):
            try:
                with path.open(encoding="utf-8-sig") as file:
                    document = json.load(file)
            except ValueError:
                continue
            database.executemany("INSERT INTO fact VALUES (?, ?, ?)", _flat(path.name, document, ""))
    return taken


def _flat(name: str, node: object, pointer: str) -> Iterator[Row]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _flat(name, value, f"{pointer}/{key}")
    elif isinstance(node, list):
        for position, value in enumerate(node):
            yield from _flat(name, value, f"{pointer}/{position}")
    else:
        yield name, pointer, str(node)


WAYS: dict[str, Callable[[Path, Path], Measured]] = {"read": read, "store": store, "peer": peer}

if __name__ == "__main__":
    _way, _documents, _out = sys.argv[1:]
    _taken = WAYS[_way](Path(_documents), Path(_out))
    print(json.dumps({"wall": _taken.wall, "cpu": _taken.cpu}))
