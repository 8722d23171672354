"""A delivery taken through the product's own pipeline in this process, for benchmarks that look inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nigehban.cli.progress import step
from nigehban.linking import Evidence, Linkage
from nigehban.runs.corpus import Corpus
from nigehban.runs.evidence import evidence_of
from nigehban.runs.leads import RankedLeads, in_danger, signal_rows
from nigehban.runs.ranked import ranked_list
from nigehban.runs.reading import Settings
from nigehban.runs.triage import listed, read_all, triage

AS_OF = datetime(2026, 11, 21, tzinfo=UTC)
SETTINGS = Settings("pk")


@dataclass(frozen=True)
class Triaged:
    """Everything that the pipeline knows of a delivery; ``out`` holds the result tables."""

    out: Path
    corpus: Corpus
    linkage: Linkage
    leads: RankedLeads


def evidence(corpus: Corpus) -> Evidence:
    """What linking is given."""
    return evidence_of(corpus, in_danger(corpus, signal_rows(corpus)))


def triaged(paths: list[Path], out: Path) -> Triaged:
    """Run triage (units that are there already are kept), and give what it knew."""
    triage(paths, out, SETTINGS, as_of=AS_OF, steps=step)
    with step("Looking inside") as shown:
        folders = read_all(listed(paths, shown), out / "units", SETTINGS, step, 1)
    corpus, linkage, leads = ranked_list(folders, [], AS_OF, step)
    return Triaged(out, corpus, linkage, leads)
