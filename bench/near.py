"""How fast is the near search beside faiss, and does either miss or invent a match?

Each peer answers slices of the same queries in turns with ours, on one thread, and finds all matches within 31 bits. A
slow peer is asked fewer queries, so that a table takes minutes. What is missed or false is told by comparing every
query with every hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from bench.hashes import Keys, Planted, planted
from bench.report import Measured, Report, measured, versions
from nigehban.known.near import DEFAULT_RADIUS, NearIndex, write_near_index
from nigehban.known.near.dealing import write_tables
from nigehban.known.postings import Postings

WORK = Path(__file__).with_name(".work")
Found = tuple[NDArray[np.int64], NDArray[np.int64]]
Search = Callable[[Keys], Found]
_SEED = 5
_ROUNDS = 3
_FEW = 100


@dataclass
class Built:
    """An index: ``memory`` is what it took to build, ``file`` to write it too; bytes of it."""

    name: str
    memory: Measured
    file: Measured
    size: float


@dataclass
class Method:
    """A way to search; ``slice`` queries are asked a round, ``step`` at a time."""

    name: str
    search: Search
    slice: int
    step: int
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
    """Three tables: search beside faiss, building, and a join of two large sets."""
    WORK.mkdir(exist_ok=True)
    _warm_up()
    count, asked, joined = (10_000_000, 10_000, 1_000_000) if full else (1_000_000, 10_000, 100_000)
    with TemporaryDirectory(dir=WORK) as folder:
        world = planted(count, max(asked, joined), _SEED)
        _written(world.hashes, Path(folder) / "first", 1)  # to be given memory costs a machine more than to build in it
        (Path(folder) / "first").unlink()
        builds = [_written(world.hashes, Path(folder) / f"near-{threads}", threads) for threads in (1, 2)]
        index = NearIndex.open(Path(folder) / "near-1")
        searched, peers = _searched(world, asked, index, Path(folder))
        yield searched
        yield _building([*builds, *peers], count)
        yield _joined(world, joined, index)


def _warm_up() -> None:
    """Compile everything before anything is timed."""
    small = planted(100_000, 2000, _SEED)
    with TemporaryDirectory(dir=WORK) as folder:
        _written(small.hashes, Path(folder) / "near", 1)
        index = NearIndex.open(Path(folder) / "near")
        index.search(small.queries)
        index.search(small.queries[:10])
    _by_comparing(small.hashes[:10].view("<u8"), small.queries[:10].view("<u8"), 0)


class _Nowhere:
    """Takes tables as the writer of a file does, and drops them."""

    def put(self, *_: object) -> None:
        """Nothing."""


def _written(hashes: Keys, path: Path, threads: int) -> Built:
    with measured() as memory:
        write_tables(Postings.of(hashes).keys, _Nowhere(), threads)  # type: ignore[arg-type]
    with measured() as file:
        write_near_index(hashes, path, threads=threads)
    name = f"Nigehban, {threads} thread{'s' if threads > 1 else ''}"
    return Built(name, memory, file, path.stat().st_size)


def _searched(world: Planted, asked: int, index: NearIndex, folder: Path) -> tuple[Report, list[Built]]:
    queries = world.queries[:asked]
    report = Report(
        f"Near search: {len(world.hashes):,} PDQ hashes, {asked:,} queries, all matches within {DEFAULT_RADIUS} bits",
        "python -m bench --only near",
        ("method", "queries/s a core", "time, × Nigehban's", "asked", "planted found", "missed", "false"),
    )
    ours = [
        Method("Nigehban", _ours(index), asked, asked),
        Method(f"Nigehban, {_FEW} at a time", _ours(index), asked, _FEW),
    ]
    truth = _truth(world.hashes, queries)
    builds = []
    for method in ours:
        method.ask(queries)
    told = []
    for built, peer in _peers(world.hashes, folder, report):
        for _ in range(_ROUNDS):
            for method in (*ours, peer):
                method.ask(queries)
        builds.append(built)
        told.append((peer.name, min(peer.seconds), _judged(peer, world, truth)))
    best = min(ours[0].seconds)
    told = [*((method.name, min(method.seconds), _judged(method, world, truth)) for method in ours), *told]
    for name, seconds, judged in told:
        report.add(name, 1 / seconds, f"{seconds / best:,.1f} ×", *judged)
    report.notes.append(
        f"Best of {_ROUNDS} rounds, in turns, CPU time, one thread; truth by comparing every pair. "
        f"{versions('numba', 'numpy')}."
    )
    return report, builds


def _judged(method: Method, world: Planted, truth: set[tuple[int, int]]) -> tuple[int, str, int, int]:
    """How many were asked, how many of the planted were found, how many pairs were missed, and how many are wrong."""
    known = {pair for pair in zip(world.query.tolist(), world.row.tolist(), strict=True) if pair[0] < method.slice}
    right = {pair for pair in truth if pair[0] < method.slice}
    found = f"{len(known & method.found):,} of {len(known):,}"
    return method.slice, found, len(right - method.found), len(method.found - right)


def _truth(hashes: Keys, queries: Keys) -> set[tuple[int, int]]:
    return set(_by_comparing(hashes.view("<u8"), queries.view("<u8"), DEFAULT_RADIUS))


@numba.njit
def _by_comparing(hashes: NDArray[np.uint64], queries: NDArray[np.uint64], radius: int) -> list[tuple[int, int]]:
    """Every query with every hash, the hashes a piece at a time: as simple as can be, and none of what it judges."""
    found = [(0, 0) for _ in range(0)]
    for begin in range(0, len(hashes), 1 << 14):
        for query in range(len(queries)):
            for row in range(begin, min(begin + (1 << 14), len(hashes))):
                distance = np.uint64(0)
                for word in range(4):
                    bits = hashes[row, word] ^ queries[query, word]
                    bits = bits - ((bits >> np.uint64(1)) & np.uint64(0x5555555555555555))
                    fours = np.uint64(0x3333333333333333)
                    bits = (bits & fours) + ((bits >> np.uint64(2)) & fours)
                    bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
                    distance += (bits * np.uint64(0x0101010101010101)) >> np.uint64(56)
                if distance <= np.uint64(radius):
                    found.append((query, row))
    return found


def _ours(index: NearIndex) -> Search:
    def search(queries: Keys) -> Found:
        matches = index.search(queries)
        return matches.query, matches.row

    return search


def _peers(hashes: Keys, folder: Path, report: Report) -> Iterator[tuple[Built, Method]]:
    """Faiss without an index, as python-threatexchange sets it up, and at the best parameters found; one at a time."""
    if not find_spec("faiss"):
        report.notes.append("faiss-cpu is not installed: no peers.")
        return
    import faiss

    faiss.omp_set_num_threads(1)
    report.notes.append(
        f"16 × 16 with one flip is what python-threatexchange takes. Faiss on one thread. {versions('faiss-cpu')}."
    )
    bits = hashes.shape[1] * 8
    large = len(hashes) > 2_000_000
    yield _faiss("faiss BinaryFlat", faiss.IndexBinaryFlat(bits), hashes, folder, 60 if large else 200)
    for tables, width, flips, asked in ((16, 16, 1, 60 if large else 200), (11, 23, 2, 1000 if large else 2000)):
        index = faiss.IndexBinaryMultiHash(bits, tables, width)
        index.nflip = flips
        made = _faiss(f"faiss MultiHash {tables} × {width}, {flips} flipped", index, hashes, folder, asked)
        del index
        yield made
        made[1].search = _gone


def _gone(_: Keys) -> Found:
    raise AssertionError  # the next peer needs its memory


def _faiss(name: str, index: Any, hashes: Keys, folder: Path, asked: int) -> tuple[Built, Method]:  # noqa: ANN401
    """An index of faiss (which has no types), filled and written."""
    import faiss

    def search(queries: Keys) -> Found:
        limits, _, rows = index.range_search(queries, DEFAULT_RADIUS + 1)
        return np.repeat(np.arange(len(queries)), np.diff(limits.astype(np.int64))), rows

    path = folder / "faiss"
    before = _resident()
    with measured() as taken:
        index.add(hashes)
    size = _resident() - before
    with measured() as writing, path.open("rb+" if path.exists() else "xb"):
        faiss.write_index_binary(index, str(path))
    path.unlink()
    both = Measured(taken.wall + writing.wall, taken.cpu + writing.cpu)
    return Built(name, taken, both, size), Method(name, search, asked, asked)


def _resident() -> int:
    """The memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def _building(builds: list[Built], count: int) -> Report:
    report = Report(
        f"Near search: building an index of {count:,} hashes",
        "python -m bench --only near",
        (
            "index",
            "in memory, CPU s",
            "wall s",
            "× Nigehban's CPU",
            "with its file, CPU s",
            "wall s",
            "× Nigehban's CPU",
            "bytes a hash",
        ),
    )
    ours = builds[0]
    for built in builds:
        ratios = (
            f"{mine.cpu / base.cpu:,.1f} ×" for mine, base in ((built.memory, ours.memory), (built.file, ours.file))
        )
        memory, file = ratios
        report.add(
            built.name, built.memory.cpu, built.memory.wall, memory, built.file.cpu, built.file.wall, file,
            built.size / count,
        )  # fmt: skip
    report.notes.append("Bytes of Nigehban's are those of the file, of faiss's the growth of the process.")
    return report


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
