"""From units that are read to the ranked list: gather, link, rank. A pure function of what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from nigehban.jit import is_compiled
from nigehban.linking import Linkage, link
from nigehban.runs.corpus import Corpus, gather
from nigehban.runs.evidence import evidence_of
from nigehban.runs.judgements import Judgement
from nigehban.runs.leads import RankedLeads, in_danger, ranked, signal_rows
from nigehban.runs.steps import Steps

_FIRST_TIME = "Linking (its code is compiled first, once on this machine: up to a minute)"


class RankedList(NamedTuple):
    """Everything that is known of the referrals in some units, and the list of their leads."""

    corpus: Corpus
    linkage: Linkage
    leads: RankedLeads


def ranked_list(folders: Sequence[Path], judgements: Sequence[Judgement], as_of: datetime, steps: Steps) -> RankedList:
    """Link and rank all referrals of the units in ``folders``; deadlines are counted from ``as_of`` (UTC)."""
    with steps("Linking" if is_compiled("linking") else _FIRST_TIME):
        corpus = gather(folders)
        signals = signal_rows(corpus)
        linkage = link(evidence_of(corpus, in_danger(corpus, signals), judgements)).linkage
    with steps("Ranking"):
        return RankedList(corpus, linkage, ranked(corpus, signals, linkage, as_of))
