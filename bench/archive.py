"""Does what was set aside wake when, and only when, its missing fact arrives?"""

from __future__ import annotations

from collections.abc import Iterator

from bench.report import Report
from bench.triaged import triaged
from bench.worlds import WORK, delivery
from nigehban.synthetic.score import score_wakes


def run(*, full: bool) -> Iterator[Report]:
    """One table: wakes that should be and were, and that should not be and were."""
    count = 200_000 if full else 20_000
    world = delivery(count, seed=31)
    first, both = WORK / f"archive-{count}-first", WORK / f"archive-{count}-both"
    triaged([world / "documents"], first)
    triaged([world / "documents", world / "later"], both)
    wakes = score_wakes(first / "referrals.parquet", both / "referrals.parquet", world / "truth" / "truth.parquet")
    report = Report(
        f"Archive: what wakes after a later delivery, {count:,} referrals",
        "python -m bench --only archive",
        ("measure", "value"),
    )
    for name, value in wakes._asdict().items():
        report.add(name.replace("_", " "), value)
    report.add("woke of those whose missing fact came", f"{wakes.rate:.1%}")
    report.add("woke of those for whom nothing came", f"{wakes.false_rate:.1%}")
    yield report
