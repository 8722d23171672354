"""What does a whole set cost by the commands that an officer types: import, info, match; time and peak memory?

Lists are of random hashes; one in twenty queries is known. PDQ is matched within 31 bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.hashes import Keys, planted, random_keys
from bench.report import NIGEHBAN, Report, timed_command, versions

WORK = Path(__file__).with_name(".work")
_SEED = 21
_ASKED = (1000, 10_000, 1_000_000)


def run(*, full: bool) -> Iterator[Report]:
    """One table an algorithm."""
    WORK.mkdir(exist_ok=True)
    count = 10_000_000 if full else 500_000
    for algorithm in ("md5", "pdq"):
        with TemporaryDirectory(dir=WORK) as folder:
            yield _table(algorithm, count, Path(folder))


def _table(algorithm: str, count: int, folder: Path) -> Report:
    report = Report(
        f"A set of {count:,} {algorithm.upper()} hashes by the command line",
        "python -m bench --only known_sets",
        ("command", "wall s", "CPU s", "hashes/s of wall", "peak MiB"),
    )
    _prepare(algorithm, count, folder)
    key = ["--key", str(folder / "key.pem")]
    given = ["--set", str(folder / "set"), "--format", "list", "--algorithm", algorithm, "--source", "generated"]
    _measure(report, f"import of {count:,}", count, ["import", str(folder / "list.txt"), *given, *key])
    (folder / "list.txt").unlink()
    _measure(report, "info", None, ["info", str(folder / "set")])
    for asked in _ASKED:
        question = ["--set", str(folder / "set"), "--hashes", str(folder / f"asked-{asked}.csv")]
        _measure(report, f"match of {asked:,}", asked, ["match", *question, "--out", str(folder / "answer.parquet")])
    report.notes.append(f"Peak is resident memory, mapped files included. {versions('nigehban', 'pyarrow', 'numba')}.")
    return report


def _prepare(algorithm: str, count: int, folder: Path) -> None:
    """Write the list and the queries; the arrays are gone afterwards, as Linux counts them to a command's peak too."""
    hashes, queries = _hashes(algorithm, count)
    _write(folder / "list.txt", "", hashes)
    for asked in _ASKED:
        _write(folder / f"asked-{asked}.csv", "query,algorithm,hash\n", queries[:asked], f"{algorithm},{algorithm},")


def _hashes(algorithm: str, count: int) -> tuple[Keys, Keys]:
    if algorithm == "pdq":
        world = planted(count, _ASKED[-1], _SEED)
        return world.hashes, world.queries
    hashes, queries = random_keys(count, 16, _SEED), random_keys(_ASKED[-1], 16, _SEED + 1)
    queries[::20] = hashes[np.random.default_rng(_SEED).integers(0, count, len(queries[::20]))]
    return hashes, queries


def _write(path: Path, head: str, hashes: Keys, front: str = "") -> None:
    with path.open("w") as file:
        file.write(head)
        file.writelines(f"{front}{key.tobytes().hex()}\n" for key in hashes)


def _measure(report: Report, name: str, count: int | None, arguments: list[str]) -> None:
    wall, cpu, peak = timed_command([NIGEHBAN, "known", *arguments])
    report.add(name, wall, cpu, count / wall if count else "", peak * 1024)
