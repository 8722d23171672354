"""How hard the synthetic world is: what joining on one shared identifier gives, beside what can be reached at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.report import Report, measured
from nigehban.synthetic import Packing, make_world, write_referrals
from nigehban.synthetic.naive import naive_results


def hardness(count: int = 20_000, seed: int = 7) -> Report:
    """Pairwise precision and recall of naive joining at ``count`` referrals."""
    columns = ("joined on", "precision", "recall", "most persons in one")
    report = Report(f"Synthetic referrals: joining {count:,} naively", "python -m bench.synthetic_hardness", columns)
    for joined in naive_results(make_world(count, seed)):
        report.add(joined.kind, joined.pairs.precision, joined.pairs.recall, joined.largest)
    report.notes.append("“reachable” joins by each person's own strong identifiers: what an honest linker can find.")
    return report


def speed(count: int = 20_000, seed: int = 7) -> Report:
    """Documents a second on one core, written as a folder and as ZIPs."""
    columns = ("packing", "referrals", "CPU s", "referrals a CPU second")
    report = Report("Synthetic referrals: writing", "python -m bench.synthetic_hardness", columns)
    for packing in Packing:
        with tempfile.TemporaryDirectory() as folder, measured() as taken:
            write_referrals(make_world(count, seed), Path(folder), packing=packing, processes=1)
        report.add(packing.value, count, taken.cpu, count / taken.cpu)
    return report


if __name__ == "__main__":
    print(hardness().markdown())
    print(speed().markdown())
