"""What do hostile sets of hashes cost: many equal ones, many that are near to each other, hashes of few bits?

Each world is as large as the random one beside it. Queries are asked until they are done or have found a hundred
million pairs: the answer itself is quadratic then, and what is measured is its pace and its memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.hashes import Keys, random_keys
from bench.report import Report, measured, versions
from nigehban.known.near import NearIndex, write_near_index

WORK = Path(__file__).with_name(".work")
_SEED = 11
_ASKED = 1000
_MOST_PAIRS = 100_000_000


def run(*, full: bool) -> Iterator[Report]:
    """One table: building and searching each world, seconds of CPU and growth of memory."""
    WORK.mkdir(exist_ok=True)
    count = 10_000_000 if full else 1_000_000
    report = Report(
        f"Near search in hostile sets: {_ASKED:,} queries at the worst place, one thread",
        "python -m bench --only degenerate",
        (
            *("set", "hashes", "build, CPU s", "bytes a hash", "asked in full", "pairs", "CPU s", "pairs/s"),
            "growth at most, MiB",
        ),
    )
    with TemporaryDirectory(dir=WORK) as folder:
        _searched(Path(folder) / "warm", random_keys(10_000, 32, 1), random_keys(_ASKED, 32, 2))
        for number, (name, hashes, queries) in enumerate(_worlds(count)):
            path = Path(folder) / str(number)
            report.add(name, len(hashes), *_searched(path, hashes, queries))
            path.unlink()
    report.notes.append(f"Growth is of memory that is no file's while the answer comes. {versions('numba', 'numpy')}.")
    yield report


def _worlds(count: int) -> Iterator[tuple[str, Keys, Keys]]:
    """Sets, each with queries that meet as much of it as can be."""
    random = random_keys(count, 32, _SEED)
    centre = random_keys(1, 32, _SEED + 1)
    yield "random", random, random[:_ASKED]
    equal = random.copy()
    equal[:: len(equal) // 100_000] = centre
    yield "random, 100,000 of them equal", equal, np.repeat(centre, _ASKED, axis=0)
    near = random.copy()
    near[:1_000_000] = _around(centre, 1_000_000, 8)
    yield "random, 1,000,000 within 8 bits of one", near, _around(centre, _ASKED, 8)
    low = random & random_keys(count, 32, _SEED + 2) & random_keys(count, 32, _SEED + 3)
    low &= random_keys(count, 32, _SEED + 4)
    yield "few bits set, as of flat pictures", low, low[:_ASKED]


def _around(centre: Keys, count: int, most: int) -> Keys:
    """Hashes with up to so many bits changed, all of which differ as far as they can."""
    generator = np.random.default_rng(_SEED)
    places = generator.integers(0, 256, (count, most))
    changed = np.zeros((count, 256), bool)
    np.put_along_axis(changed, places, True, axis=1)
    return np.packbits(changed, axis=1) ^ centre


def _searched(path: Path, hashes: Keys, queries: Keys) -> tuple[float, float, int, int, float, float, float]:
    with measured() as building:
        write_near_index(hashes, path)
    index = NearIndex.open(path)
    before, most, pairs, last = _anonymous(), 0, 0, -1
    with measured() as taken:
        for block in index.join(queries):
            pairs, last, most = pairs + len(block), int(block.query[-1]), max(most, _anonymous())
            if pairs >= _MOST_PAIRS:
                break
    full = last if pairs >= _MOST_PAIRS else len(queries)
    size = path.stat().st_size / len(hashes)
    return building.cpu, size, full, pairs, taken.cpu, pairs / taken.cpu, max(0, most - before) / 1024


def _anonymous() -> int:
    """The memory of this process that is no file's, in KiB."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1])
    return 0
