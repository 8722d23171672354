"""How long does linking take, how does it grow, and what does a day more cost?

On a world in numbers (``bench.linking_world``), without reading or writing documents: exactly what ``link`` and
``update`` do. ``python -m bench.linking 20000 200000 2000000`` measures these sizes.
"""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bench.linking_world import Truth, world
from bench.report import Report, measured, versions
from nigehban.linking import ROLES, Evidence, Linkage, LinkState, link, update
from nigehban.records import Role

DAY = 5_600
"""Referrals of a bad day."""
_SEED = 1
_STRONG = (1, 3, 4, 5, 9)
"""Codes of account, e-mail, phone, device, identity card: what can tie two referrals of a person by itself."""
Labels = NDArray[np.generic]


def run(*, full: bool) -> Iterator[Report]:
    """Two tables: everything at once, and a day more."""
    sizes = (20_000, 200_000, 2_000_000) if full else (20_000, 200_000)
    _warm_up()
    yield _at_once(sizes)
    yield _a_day_more(sizes[1:])


def _warm_up() -> None:
    """Compile everything before anything is timed."""
    given = world(3_000, _SEED).evidence
    first, second = _split(given, 2_000)
    with TemporaryDirectory() as folder:
        link(first).state.save(Path(folder))
        update(LinkState.load(Path(folder)), second)


def _at_once(sizes: Sequence[int]) -> Report:
    report = Report(
        "Linking: everything at once",
        "python -m bench --only linking",
        ("referrals", "mentions", "method", "CPU s", "µs a referral", "peak GiB", *_QUALITY),
    )
    for size in sizes:
        given, truth = world(size, _SEED)
        gc.collect()
        _forget_peak()
        with measured() as taken:
            linkage = link(given).linkage
        cost = (taken.cpu, taken.cpu / size * 1e6, _peak())
        report.add(size, len(given.mentions), "Nigehban", *cost, *_quality(linkage.lead, given, truth))
        _forget_peak()
        with measured() as taken:
            naive = _any_identifier(given)
        cost = (taken.cpu, taken.cpu / size * 1e6, _peak())
        report.add(size, len(given.mentions), "connected components", *cost, *_quality(naive, given, truth))
    report.notes += [
        "Connected components: whoever shares any identifier, by SciPy. Memory holds the evidence itself as well.",
        "Reachable: pairs that strong identifiers of the person tie, directly or through others of hers or his.",
        f"Versions: {versions('numpy', 'numba', 'scipy')}.",
    ]
    return report


_QUALITY = ("precision", "recall", "recall of the reachable", "most persons in one lead")


def _quality(lead: Labels, given: Evidence, truth: Truth) -> tuple[str, str, str, int]:
    """Pairwise quality, and the most persons in one lead."""
    said, person = (np.unique(each, return_inverse=True)[1] for each in (lead, truth.person))
    reachable = np.unique(_reachable(given, truth), return_inverse=True)[1]
    right = _pairs(_both(said, person))
    persons = np.unique(_both(said, person)) // (person.max() + 1)
    return (
        f"{right / _pairs(said):.4f}",
        f"{right / _pairs(person):.4f}",
        f"{_pairs(_both(said, reachable)) / _pairs(reachable):.4f}",
        int(np.bincount(persons).max()),
    )


def _both(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    return one * (other.max() + 1) + other


def _pairs(labels: Labels) -> int:
    counts = np.unique(labels, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def _any_identifier(given: Evidence) -> Labels:
    """Whoever shares any identifier is one person."""
    mentions = given.mentions
    said = mentions.primary & (mentions.key != 0) & (mentions.role != ROLES.index(Role.REPORTER))
    return _components(len(given.nodes), mentions.node[said], mentions.key[said])


def _reachable(given: Evidence, truth: Truth) -> Labels:
    """Referrals of one person that the person's own strong identifiers tie."""
    mentions = given.mentions
    strong = mentions.primary & (mentions.key != 0) & np.isin(mentions.kind, _STRONG)
    node = mentions.node[strong]
    own = mentions.key[strong] ^ (truth.person[node].astype("u8") * np.uint64(0x9E3779B97F4A7C15))
    return _components(len(given.nodes), node, own)


def _components(nodes: int, node: NDArray[np.int32], key: NDArray[np.uint64]) -> Labels:
    _, place = np.unique(key, return_inverse=True)
    size = nodes + int(place.max(initial=0)) + 1
    graph = coo_array((np.ones(len(node), np.int8), (node, place + nodes)), shape=(size, size))
    labels: Labels = connected_components(graph, directed=False)[1][:nodes]
    return labels


def _a_day_more(sizes: Sequence[int]) -> Report:
    report = Report(
        f"Linking: {DAY:,} referrals more",
        "python -m bench --only linking",
        ("known referrals", "load and update, s", "CPU s", "save, s", "linked anew, CPU s", "same result"),
    )
    for size in sizes:
        whole = world(size + DAY, _SEED).evidence
        first, second = _split(whole, size)
        with TemporaryDirectory() as name:
            folder = Path(name)
            link(first).state.save(folder)
            gc.collect()
            with measured() as more:
                linked = update(LinkState.load(folder), second)
            with measured() as saved:
                linked.state.save(folder)
            shutil.rmtree(folder)
        with measured() as anew:
            expected = link(whole).linkage
        same = "yes" if _same(linked.linkage, expected) else "NO"
        report.add(size, more.wall, more.cpu, saved.wall, anew.cpu, same)
    report.notes.append("Loading maps the saved state from disk (in the page cache here).")
    return report


def _same(one: Linkage, other: Linkage) -> bool:
    """Compare what referrals are given; links and reasons are compared by the tests."""
    names = ("node_id", "lead", "network", "bundle", "collapsed")
    equal = all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)
    return equal and len(one.edges) == len(other.edges) and len(one.reasons) == len(other.reasons)


def _split(given: Evidence, at: int) -> tuple[Evidence, Evidence]:
    """The first nodes and the rest; the world's mentions stand node by node."""
    cut = int(np.searchsorted(given.mentions.node, at))
    parts = []
    for nodes, mentions, begin in ((slice(0, at), slice(0, cut), 0), (slice(at, None), slice(cut, None), at)):
        rows = given.mentions.take(np.arange(len(given.mentions))[mentions])
        chosen = given.nodes.take(np.arange(len(given.nodes))[nodes])
        parts.append(Evidence(chosen, replace(rows, node=rows.node - np.int32(begin))))
    return parts[0], parts[1]


def _forget_peak() -> None:
    """Start the process's peak memory anew (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """The process's peak memory since then, in GiB."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 2**20


def main() -> None:
    """Print the tables for the sizes on the command line."""
    sizes = [int(each) for each in sys.argv[1:]] or [20_000, 200_000]
    _warm_up()
    for report in (_at_once(sizes), _a_day_more(sizes)):
        print(report.markdown(), flush=True)


if __name__ == "__main__":
    main()
