"""Does the top of the list hold the children at risk? Beside the orders that units use today."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.ranking_baselines import BASELINES
from bench.report import Report
from bench.triaged import triaged
from bench.worlds import WORK, delivery
from nigehban.synthetic.score import children_in_order, children_in_top


def run(*, full: bool) -> Iterator[Report]:
    """One table: the share of planted children at risk in the first 1 % (and 5 %) of each list."""
    count = 200_000 if full else 20_000
    world = delivery(count, seed=21)
    truth = world / "truth" / "truth.parquet"
    done = triaged([world / "documents"], WORK / f"triaged-{count}-21")
    report = Report(
        f"Ranking: children at risk at the top of {count:,} referrals",
        "python -m bench --only ranking",
        ("order", "first 1 %", "first 5 %", "children", "worst rank"),
    )
    tops = [
        children_in_top(done.out / "referrals.parquet", done.out / "leads.parquet", truth, share)
        for share in (0.01, 0.05)
    ]
    report.add("Nigehban", *(f"{top.recall:.1%}" for top in tops), tops[0].children, tops[0].worst_rank)
    ids = done.corpus.referrals.column("referral").take(done.corpus.current).to_pylist()
    for name, order in BASELINES.items():
        rank_of_referral = order(done.leads.inputs)[done.leads.lead]
        listed = [ids[node] for node in np.argsort(rank_of_referral, kind="stable")]
        tops = [children_in_order(listed, truth, share) for share in (0.01, 0.05)]
        report.add(name, *(f"{top.recall:.1%}" for top in tops), tops[0].children, tops[0].worst_rank)
    report.notes.append("The share is of leads; the peers order the same leads by other values.")
    yield report
