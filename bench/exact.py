"""How fast are digests looked up beside SQLite, LMDB and DuckDB, with the same keys and the same queries?

Half of the queries are known. Every store answers with the row, on one thread; a slow one is asked fewer queries.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow as pa

from bench.hashes import Keys, random_keys
from bench.report import Report, measured, versions
from nigehban.known.exact import KeyIndex, write_keys

WORK = Path(__file__).with_name(".work")
Look = Callable[[Keys], int]
"""Looks keys up; how many were there."""
WIDTHS = (16, 20, 32)
_SEED = 9
_ROUNDS = 3
_ASKED = 1_000_000


@dataclass
class Store:
    """Where keys lie, and how they are looked up; ``asked`` queries a round."""

    name: str
    look: Look
    asked: int
    build: float
    opens: float
    size: int
    seconds: list[float] = field(default_factory=list)
    right: bool = True

    def ask(self, queries: Keys, known: np.ndarray) -> None:
        """One round."""
        with measured() as taken:
            found = self.look(queries[: self.asked])
        self.seconds.append(taken.cpu / self.asked)
        self.right &= found == int(known[: self.asked].sum())


def run(*, full: bool) -> Iterator[Report]:
    """One table a width; the peers stand in the first."""
    WORK.mkdir(exist_ok=True)
    count = 50_000_000 if full else 1_000_000
    for width in WIDTHS:
        with TemporaryDirectory(dir=WORK) as folder:
            yield _looked_up(count, width, Path(folder), peers=width == WIDTHS[0])


def _looked_up(count: int, width: int, folder: Path, *, peers: bool) -> Report:
    report = Report(
        f"Exact look-up: {count:,} digests of {width} bytes",
        "python -m bench --only exact",
        (
            "store",
            "look-ups/s a core",
            "time, × Nigehban's",
            "build, CPU s",
            "opens in, ms",
            "bytes a key",
            "asked",
            "right",
        ),
    )
    keys = random_keys(count, width, _SEED)
    generator = np.random.default_rng(_SEED + 1)
    known = generator.random(_ASKED) < 0.5
    queries = np.where(
        known[:, None], keys[generator.integers(0, count, _ASKED)], random_keys(_ASKED, width, _SEED + 2)
    )
    stores = [_ours(keys, folder)]
    if peers:
        ordered = keys[np.lexsort(keys[:, 7::-1].T)]  # sorted is what every store loads fastest
        stores += [*_sqlite(ordered, folder), *_lmdb(ordered, folder, report), *_duckdb(ordered, folder, report)]
    for _ in range(_ROUNDS):
        for store in stores:
            store.ask(queries, known)
    best = min(stores[0].seconds)
    for store in stores:
        speed, ratio = 1 / min(store.seconds), f"{min(store.seconds) / best:,.1f} ×"
        row = (store.build, store.opens * 1000, store.size / count, store.asked, "yes" if store.right else "NO")
        report.add(store.name, speed, ratio, *row)
    report.notes.append(f"Best of {_ROUNDS} rounds, in turns, CPU time, one thread. {versions('numba', 'numpy')}.")
    return report


def _ours(keys: Keys, folder: Path) -> Store:
    path = folder / "keys"
    write_keys(keys[:10], folder / "small")
    KeyIndex.open(folder / "small").find(keys[:10])  # compiles before anything is timed
    with measured() as taken:
        write_keys(keys, path)
    began = perf_counter()
    index = KeyIndex.open(path)
    opened = perf_counter() - began
    return Store("Nigehban", lambda asked: len(index.find(asked).row), _ASKED, taken.cpu, opened, path.stat().st_size)


def _sqlite(keys: Keys, folder: Path) -> Iterator[Store]:
    path = folder / "keys.sqlite"
    with measured() as taken, closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA synchronous=OFF")
        base.execute("CREATE TABLE keys (key BLOB PRIMARY KEY, row INTEGER) WITHOUT ROWID")
        base.executemany(
            "INSERT OR IGNORE INTO keys VALUES (?, ?)", ((key.tobytes(), row) for row, key in enumerate(keys))
        )
        base.commit()
    began = perf_counter()
    base = sqlite3.connect(path)
    base.execute("SELECT row FROM keys LIMIT 1").fetchall()
    opened = perf_counter() - began
    size = path.stat().st_size
    version = f"SQLite {sqlite3.sqlite_version}"
    yield Store(f"{version}, one by one", partial(_sqlite_points, base), 50_000, taken.cpu, opened, size)
    yield Store(f"{version}, join", partial(_sqlite_join, base), 200_000, taken.cpu, opened, size)


def _sqlite_points(base: sqlite3.Connection, asked: Keys) -> int:
    select = "SELECT row FROM keys WHERE key = ?"
    return sum(base.execute(select, (key.tobytes(),)).fetchone() is not None for key in asked)


def _sqlite_join(base: sqlite3.Connection, asked: Keys) -> int:
    base.execute("CREATE TEMP TABLE asked (key BLOB)")
    base.executemany("INSERT INTO asked VALUES (?)", ((key.tobytes(),) for key in asked))
    rows = base.execute("SELECT asked.rowid, row FROM asked JOIN keys USING (key)").fetchall()
    base.execute("DROP TABLE asked")
    return len(rows)


def _lmdb(keys: Keys, folder: Path, report: Report) -> Iterator[Store]:
    if not find_spec("lmdb"):
        report.notes.append("lmdb is not installed.")
        return
    import lmdb

    path = str(folder / "keys.lmdb")
    room = len(keys) * (keys.shape[1] + 64) + (1 << 26)
    with measured() as taken, lmdb.open(path, map_size=room, sync=False) as base, base.begin(write=True) as writing:
        for row, key in enumerate(keys):
            writing.put(key.tobytes(), row.to_bytes(4, "little"), append=True)
    began = perf_counter()
    base = lmdb.open(path, map_size=room, readonly=True)
    opened = perf_counter() - began
    size = (folder / "keys.lmdb" / "data.mdb").stat().st_blocks * 512
    yield Store(f"LMDB ({versions('lmdb')})", partial(_lmdb_gets, base), 200_000, taken.cpu, opened, size)


def _lmdb_gets(base: Any, asked: Keys) -> int:  # noqa: ANN401  lmdb has no types
    with base.begin() as reading:
        return sum(reading.get(key.tobytes()) is not None for key in asked)


def _duckdb(keys: Keys, folder: Path, report: Report) -> Iterator[Store]:
    if not find_spec("duckdb"):
        report.notes.append("duckdb is not installed.")
        return
    import duckdb

    path = folder / "keys.duckdb"
    with measured() as taken, duckdb.connect(str(path)) as base:
        given = _table(keys)
        base.execute("SET threads=1")
        base.execute("CREATE TABLE keys AS SELECT * FROM given")
        del given
    began = perf_counter()
    base = duckdb.connect(str(path), read_only=True)
    opened = perf_counter() - began
    base.execute("SET threads=1")
    size = path.stat().st_size
    yield Store(f"DuckDB join ({versions('duckdb')})", partial(_duckdb_join, base), _ASKED, taken.cpu, opened, size)


def _duckdb_join(base: Any, asked: Keys) -> int:  # noqa: ANN401  a connection
    given = _table(asked)  # noqa: F841  DuckDB finds it by its name
    return len(base.sql("SELECT given.row, keys.row FROM given JOIN keys USING (key)").to_arrow_table())


def _table(keys: Keys) -> pa.Table:
    data = pa.py_buffer(np.ascontiguousarray(keys))
    column = pa.FixedSizeBinaryArray.from_buffers(pa.binary(keys.shape[1]), len(keys), [None, data])
    return pa.table({"key": column, "row": np.arange(len(keys))})
