"""Are persons joined rightly? The whole pipeline against the truth, beside naive joining and Splink."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bench.report import Measured, Report, measured, versions
from bench.splink_peer import splink_clusters
from bench.triaged import Triaged, evidence, triaged
from bench.worlds import WORK, delivery
from nigehban.linking import link
from nigehban.runs.arrays import numbers
from nigehban.runs.corpus import Corpus
from nigehban.synthetic.score import count_pairs, largest_mixture


def run(*, full: bool) -> Iterator[Report]:
    """One table: pairwise precision and recall, the most persons in one lead, processor time."""
    count = 200_000 if full else 20_000
    world = delivery(count, seed=21)
    done = triaged([world / "documents"], WORK / f"triaged-{count}-21")
    persons, reachable = _truth(done, world / "truth" / "truth.parquet")
    report = Report(
        f"Linking quality: persons in {count:,} synthetic referrals",
        "python -m bench --only quality",
        ("method", "precision", "recall", "recall of the reachable", "most persons in one lead", "CPU s"),
    )
    given = evidence(done.corpus)
    link(given)  # compiled before it is timed
    with measured() as taken:
        linked = link(given)
    _add(report, "Nigehban", linked.linkage.lead, persons, reachable, taken)
    with measured() as taken:
        naive = _any_identifier(done.corpus)
    _add(report, "connected components on any shared identifier", naive, persons, reachable, taken)
    for name, trained in (("trained on the data", True), ("fixed weights", False)):
        try:
            with measured() as taken:
                peer = splink_clusters(done.corpus, trained=trained)
        except ImportError:
            report.notes.append("Splink is not installed: pip install --require-hashes -r requirements/bench.lock")
        else:
            _add(report, f"Splink, {name}, threshold 0.95", peer, persons, reachable, taken)
    report.notes.append(f"Peers: {versions('splink', 'duckdb', 'scipy')}. Reachable: tied by a strong identifier.")
    yield report


def _add(
    report: Report, name: str, said: NDArray[np.generic], persons: list[str], reachable: list[str], taken: Measured
) -> None:
    known = [place for place, person in enumerate(persons) if person]
    labels = [said[place].item() for place in known]
    true = [persons[place] for place in known]
    pairs = count_pairs(labels, true)
    tied = count_pairs(labels, [reachable[place] for place in known])
    mixture = largest_mixture(labels, true)
    report.add(name, f"{pairs.precision:.4f}", f"{pairs.recall:.4f}", f"{tied.recall:.4f}", mixture, taken.cpu)


def _truth(done: Triaged, path: object) -> tuple[list[str], list[str]]:
    rows = pq.read_table(path, columns=["referral", "person", "reachable"]).to_pylist()
    known = {row["referral"]: row for row in rows}
    ids = done.corpus.referrals.column("referral").take(done.corpus.current).to_pylist()
    found = [known.get(name, {"person": "", "reachable": ""}) for name in ids]
    return [row["person"] for row in found], [row["reachable"] for row in found]


def _any_identifier(corpus: Corpus) -> NDArray[np.generic]:
    """Whoever shares any identifier is one person."""
    side = corpus.mentions
    key = numbers(side.table, "key")
    rows = np.flatnonzero((key != 0) & numbers(side.table, "primary") & (side.row >= 0))
    node = corpus.node[side.row[rows]]
    _, place = np.unique(key[rows], return_inverse=True)
    size = corpus.nodes + int(place.max(initial=0)) + 1
    graph = coo_array((np.ones(len(rows), np.int8), (node, place + corpus.nodes)), shape=(size, size))
    labels: NDArray[np.generic] = connected_components(graph, directed=False)[1][: corpus.nodes]
    return labels
