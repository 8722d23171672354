"""How fast are digests looked up beside SQLite, LMDB and DuckDB, with the same keys and the same queries?

Half of a million queries are known. A slow store is asked fewer of them.
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
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    right: bool = True

    def ask(self, queries: Keys, known: np.ndarray) -> None:
        """One round."""
        with measured() as taken:
            found = self.look(queries[: self.asked])
        self.cpu.append(taken.cpu / self.asked)
        self.wall.append(taken.wall / self.asked)
        self.right &= found == int(known[: self.asked].sum())


@dataclass
class Kept:
    """A file of keys: CPU seconds to make it, seconds to open it, bytes; and the ways to look keys up in it."""

    build: float
    opens: float
    size: int
    stores: list[Store]


def run(*, full: bool) -> Iterator[Report]:
    """One table a width."""
    WORK.mkdir(exist_ok=True)
    count = 50_000_000 if full else 1_000_000
    for width in WIDTHS:
        with TemporaryDirectory(dir=WORK) as folder:
            yield _looked_up(count, width, Path(folder))


def _looked_up(count: int, width: int, folder: Path) -> Report:
    report = Report(
        f"Exact look-up: {count:,} digests of {width} bytes",
        "python -m bench --only exact",
        (
            *("store", "look-ups/s of CPU", "CPU, × Nigehban's", "look-ups/s", "wall, × Nigehban's"),
            *("build, CPU s", "opens in, ms", "bytes a key", "asked", "right"),
        ),
    )
    keys = random_keys(count, width, _SEED)
    generator = np.random.default_rng(_SEED + 1)
    known = generator.random(_ASKED) < 0.5
    queries = np.where(
        known[:, None], keys[generator.integers(0, count, _ASKED)], random_keys(_ASKED, width, _SEED + 2)
    )
    ours = _ours(keys, folder)
    keys = keys[np.lexsort(keys[:, 7::-1].T)]  # sorted is what every store loads fastest
    told = [ours]
    for make in (_sqlite, _lmdb, _duckdb):  # one at a time: the disk holds no more
        kept = make(keys, folder, report)
        if kept is None:
            continue
        for _ in range(_ROUNDS):
            for store in (*ours.stores, *kept.stores):
                store.ask(queries, known)
        for store in kept.stores:
            store.look = len  # lets go of the file
        told.append(kept)
    _tell(report, told, count)
    return report


def _tell(report: Report, told: list[Kept], count: int) -> None:
    first = told[0].stores[0]
    for kept in told:
        for store in kept.stores:
            cpu, wall = min(store.cpu), min(store.wall)
            ratios = f"{cpu / min(first.cpu):,.1f} ×", f"{wall / min(first.wall):,.1f} ×"
            shared = kept.build, kept.opens * 1000, kept.size / count, store.asked, "yes" if store.right else "NO"
            report.add(store.name, 1 / cpu, ratios[0], 1 / wall, ratios[1], *shared)
    report.notes.append(
        f"Best of {_ROUNDS} rounds, in turns; one thread unless said. Every store answers with the row of each known "
        f"key. {versions('numba', 'numpy')}."
    )


def _ours(keys: Keys, folder: Path) -> Kept:
    path = folder / "keys"
    write_keys(random_keys(100_000, keys.shape[1], 1), folder / "small")
    KeyIndex.open(folder / "small").find(keys[:10])  # compiles before anything is timed
    with measured() as taken:
        write_keys(keys, path)
    began = perf_counter()
    index = KeyIndex.open(path)
    opened = perf_counter() - began
    stores = [
        Store("Nigehban", lambda asked: len(index.find(asked).row), _ASKED),
        Store("Nigehban, 2 threads", lambda asked: len(index.find(asked, threads=2).row), _ASKED),
    ]
    return Kept(taken.cpu, opened, path.stat().st_size, stores)


def _sqlite(keys: Keys, folder: Path, _: Report) -> Kept:
    path = folder / "keys.sqlite"
    with measured() as taken, closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA synchronous=OFF")
        base.execute("PRAGMA journal_mode=OFF")
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
    path.unlink()  # is there until the connection ends
    version = f"SQLite {sqlite3.sqlite_version}"
    stores = [
        Store(f"{version}, one by one", partial(_sqlite_points, base), 50_000),
        Store(f"{version}, join with a table of the queries", partial(_sqlite_join, base, ordered=False), 200_000),
        Store(f"{version}, join, queries in order", partial(_sqlite_join, base, ordered=True), _ASKED),
    ]
    return Kept(taken.cpu, opened, size, stores)


def _sqlite_points(base: sqlite3.Connection, asked: Keys) -> int:
    select = "SELECT row FROM keys WHERE key = ?"
    return sum(base.execute(select, (key.tobytes(),)).fetchone() is not None for key in asked)


def _sqlite_join(base: sqlite3.Connection, asked: Keys, *, ordered: bool) -> int:
    base.execute("CREATE TEMP TABLE asked (key BLOB)")
    given = [key.tobytes() for key in asked]
    base.executemany("INSERT INTO asked VALUES (?)", ((key,) for key in (sorted(given) if ordered else given)))
    rows = base.execute("SELECT asked.rowid, row FROM asked CROSS JOIN keys USING (key)").fetchall()
    base.execute("DROP TABLE asked")
    return len(rows)


def _lmdb(keys: Keys, folder: Path, report: Report) -> Kept | None:
    if not find_spec("lmdb"):
        report.notes.append("lmdb is not installed.")
        return None
    import lmdb

    path = folder / "keys.lmdb"
    room = len(keys) * (keys.shape[1] + 64) + (1 << 26)
    with (
        measured() as taken,
        lmdb.open(str(path), map_size=room, sync=False) as base,
        base.begin(write=True) as writing,
        writing.cursor() as cursor,
    ):
        pairs = ((key.tobytes(), row.to_bytes(4, "little")) for row, key in enumerate(keys))
        cursor.putmulti(pairs, append=True)
    began = perf_counter()
    base = lmdb.open(str(path), map_size=room, readonly=True)
    opened = perf_counter() - began
    size = (path / "data.mdb").stat().st_blocks * 512
    (path / "data.mdb").unlink()
    name = f"LMDB ({versions('lmdb')})"
    stores = [
        Store(f"{name}, one by one", partial(_lmdb_gets, base), 200_000),
        Store(f"{name}, all at once and in order", partial(_lmdb_ordered, base), _ASKED),
    ]
    return Kept(taken.cpu, opened, size, stores)


def _lmdb_gets(base: Any, asked: Keys) -> int:  # noqa: ANN401  lmdb has no types
    with base.begin() as reading:
        return sum(reading.get(key.tobytes()) is not None for key in asked)


def _lmdb_ordered(base: Any, asked: Keys) -> int:  # noqa: ANN401
    with base.begin(buffers=True) as reading, reading.cursor() as cursor:
        return len(cursor.getmulti(sorted(key.tobytes() for key in asked)))


def _duckdb(keys: Keys, folder: Path, report: Report) -> Kept | None:
    if not find_spec("duckdb"):
        report.notes.append("duckdb is not installed.")
        return None
    import duckdb

    path = folder / "keys.duckdb"
    with measured() as taken, duckdb.connect(str(path)) as base:
        base.execute("SET threads=1")
        base.execute("SET memory_limit='6GB'")
        for name, table in _TABLES.items():
            given = table(keys)
            base.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
            del given
    began = perf_counter()
    base = duckdb.connect(str(path), read_only=True)
    opened = perf_counter() - began
    version = f"DuckDB ({versions('duckdb')})"
    stores = [
        Store(f"{version}, join of {name}, {threads} threads", partial(_duckdb_join, base, name, threads), _ASKED)
        for name in _TABLES
        for threads in (1, 2)
    ]
    size = path.stat().st_size // len(_TABLES)
    path.unlink()
    report.notes.append("DuckDB holds each key twice, as a blob and as integers of 64 bits: half of build and bytes.")
    return Kept(taken.cpu / len(_TABLES), opened, size, stores)


def _duckdb_join(base: Any, name: str, threads: int, asked: Keys) -> int:  # noqa: ANN401  a connection
    base.execute(f"SET threads={threads}")
    given = _TABLES[name](asked)
    columns = ", ".join(column for column in given.column_names if column != "row")
    return len(base.sql(f"SELECT given.row, {name}.row FROM given JOIN {name} USING ({columns})").to_arrow_table())


def _blobs(keys: Keys) -> pa.Table:
    data = pa.py_buffer(np.ascontiguousarray(keys))
    column = pa.FixedSizeBinaryArray.from_buffers(pa.binary(keys.shape[1]), len(keys), [None, data])
    return pa.table({"key": column, "row": np.arange(len(keys))})


def _integers(keys: Keys) -> pa.Table:
    whole = np.zeros((len(keys), -(-keys.shape[1] // 8) * 8), np.uint8)
    whole[:, : keys.shape[1]] = keys
    words = whole.view(np.uint64)
    columns = {f"word{number}": np.ascontiguousarray(words[:, number]) for number in range(words.shape[1])}
    return pa.table({**columns, "row": np.arange(len(keys))})


_TABLES: dict[str, Callable[[Keys], pa.Table]] = {"blobs": _blobs, "integers": _integers}
