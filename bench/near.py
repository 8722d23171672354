"""How fast is the near search beside faiss, and does either miss or invent a match?

All of them answer slices of the same queries in turns, on one thread, and find all matches within 31 bits. A slow peer
is asked fewer queries, so that a table takes minutes; its recall is of the planted ones among those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.hashes import Keys, Planted, planted
from bench.report import Measured, Report, measured, versions
from nigehban.known.near import DEFAULT_RADIUS, NearIndex, write_near_index

WORK = Path(__file__).with_name(".work")
Found = tuple[NDArray[np.int64], NDArray[np.int64]]
Search = Callable[[Keys], Found]
_SEED = 5
_ROUNDS = 3
_FEW = 100


@dataclass
class Method:
    """A way to search; ``slice`` queries are asked a round, ``step`` at a time."""

    name: str
    search: Search
    slice: int
    step: int
    build: float
    size: float
    seconds: list[float] = field(default_factory=list)
    found: set[tuple[int, int]] = field(default_factory=set)

    def ask(self, queries: Keys) -> None:
        """One round."""
        asked = queries[: self.slice]
        with measured() as taken:
            answers = [self.search(asked[at : at + self.step]) for at in range(0, len(asked), self.step)]
        self.seconds.append(taken.cpu / len(asked))
        for number, (query, row) in enumerate(answers):
            self.found.update(zip((query + number * self.step).tolist(), row.tolist(), strict=True))


def run(*, full: bool) -> Iterator[Report]:
    """Two tables: search beside faiss, and a join of two large sets."""
    WORK.mkdir(exist_ok=True)
    _warm_up()
    count, asked, joined = (10_000_000, 10_000, 1_000_000) if full else (1_000_000, 10_000, 100_000)
    with TemporaryDirectory(dir=WORK) as folder:
        world = planted(count, max(asked, joined), _SEED)
        index, building = _written(world.hashes, Path(folder) / "near")
        yield _searched(world, asked, index, building, Path(folder) / "near")
        yield _joined(world, joined, index)


def _warm_up() -> None:
    """Compile everything before anything is timed."""
    small = planted(10_000, 2000, _SEED)
    with TemporaryDirectory(dir=WORK) as folder:
        index, _ = _written(small.hashes, Path(folder) / "near")
        index.search(small.queries)
        index.search(small.queries[:10])


def _written(hashes: Keys, path: Path) -> tuple[NearIndex, Measured]:
    with measured() as taken:
        write_near_index(hashes, path)
    return NearIndex.open(path), taken


def _searched(world: Planted, asked: int, index: NearIndex, building: Measured, path: Path) -> Report:
    queries = world.queries[:asked]
    report = Report(
        f"Near search: {len(world.hashes):,} PDQ hashes, {asked:,} queries, all matches within {DEFAULT_RADIUS} bits",
        "python -m bench --only near",
        (
            "method",
            "queries/s a core",
            "time, × Nigehban's",
            "build and write, CPU s",
            "bytes a hash",
            "asked",
            "planted found",
            "false",
        ),
    )
    a_hash = path.stat().st_size / len(world.hashes)
    methods = [
        Method("Nigehban", _ours(index), asked, asked, building.cpu, a_hash),
        Method(f"Nigehban, {_FEW} at a time", _ours(index), asked, _FEW, building.cpu, a_hash),
        *_peers(world.hashes, path.parent, report),
    ]
    for _ in range(_ROUNDS):
        for method in methods:
            method.ask(queries)
    best = min(methods[0].seconds)
    for method in methods:
        ratio = min(method.seconds) / best
        speed = 1 / min(method.seconds)
        report.add(method.name, speed, f"{ratio:,.1f} ×", method.build, method.size, *_judged(method, world))
    report.notes.append(f"Best of {_ROUNDS} rounds, in turns, CPU time, one thread. {versions('numba', 'numpy')}.")
    return report


def _judged(method: Method, world: Planted) -> tuple[int, str, int]:
    """How many were asked, how many of the planted were found, and how many pairs are farther apart than the radius."""
    known = set(zip(world.query.tolist(), world.row.tolist(), strict=True))
    among = {pair for pair in known if pair[0] < method.slice}
    pairs = np.array(sorted(method.found), np.int64).reshape(-1, 2)
    apart = np.bitwise_count(world.queries[pairs[:, 0]] ^ world.hashes[pairs[:, 1]]).sum(axis=1)
    return method.slice, f"{len(among & method.found)} of {len(among)}", int((apart > DEFAULT_RADIUS).sum())


def _ours(index: NearIndex) -> Search:
    def search(queries: Keys) -> Found:
        matches = index.search(queries)
        return matches.query, matches.row

    return search


def _peers(hashes: Keys, folder: Path, report: Report) -> Iterator[Method]:
    """Faiss without an index, as python-threatexchange sets it up, and at the best parameters found."""
    if not find_spec("faiss"):
        report.notes.append("faiss-cpu is not installed: no peers.")
        return
    import faiss

    faiss.omp_set_num_threads(1)
    report.notes.append(
        f"16 × 16 with one flip is what python-threatexchange takes. Faiss on one thread, bytes by the growth "
        f"of the process. {versions('faiss-cpu')}."
    )
    bits = hashes.shape[1] * 8
    large = len(hashes) > 2_000_000
    yield _faiss("faiss BinaryFlat", faiss.IndexBinaryFlat(bits), hashes, folder, 60 if large else 200)
    for tables, width, flips, asked in ((16, 16, 1, 60 if large else 200), (11, 23, 2, 1000 if large else 2000)):
        index = faiss.IndexBinaryMultiHash(bits, tables, width)
        index.nflip = flips
        yield _faiss(f"faiss MultiHash {tables} × {width}, {flips} flipped", index, hashes, folder, asked)


def _faiss(name: str, index: Any, hashes: Keys, folder: Path, asked: int) -> Method:  # noqa: ANN401  faiss has no types
    import faiss

    def search(queries: Keys) -> Found:
        limits, _, rows = index.range_search(queries, DEFAULT_RADIUS + 1)
        return np.repeat(np.arange(len(queries)), np.diff(limits.astype(np.int64))), rows

    before = _resident()
    with measured() as taken:
        index.add(hashes)
    size = _resident() - before
    with measured() as writing:
        faiss.write_index_binary(index, str(folder / "faiss"))
    return Method(name, search, asked, asked, taken.cpu + writing.cpu, size / len(hashes))


def _resident() -> int:
    """The memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def _joined(world: Planted, asked: int, index: NearIndex) -> Report:
    report = Report(
        f"Near search: {asked:,} hashes joined with {len(world.hashes):,}",
        "python -m bench --only near",
        ("threads", "wall s", "CPU s", "pairs", "planted found"),
    )
    known = world.query < asked
    for threads in (1, 2):
        pairs: set[tuple[int, int]] = set()
        with measured() as taken:
            blocks = list(index.join(world.queries[:asked], threads=threads))
        for block in blocks:
            pairs.update(zip(block.query.tolist(), block.row.tolist(), strict=True))
        expected = set(zip(world.query[known].tolist(), world.row[known].tolist(), strict=True))
        report.add(threads, taken.wall, taken.cpu, len(pairs), f"{len(expected & pairs):,} of {len(expected):,}")
    return report
