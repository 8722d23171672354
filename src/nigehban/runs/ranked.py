"""From units that are read to the ranked list: gather, link, rank. A pure function of what it is given."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from nigehban.jit import is_compiled
from nigehban.linking import Decision, Linkage, decided, link
from nigehban.runs.corpus import Corpus, gather, mapped
from nigehban.runs.evidence import evidence_of
from nigehban.runs.leads import RankedLeads, in_danger, ranked, signal_rows
from nigehban.runs.recognition import KnownSet, Originals, Recognition, hash_media, recognise, with_signals
from nigehban.runs.steps import Steps

_FIRST_TIME = "Linking (its code is compiled first, once on this machine: up to a minute)"
_FIRST_LOOK = "Looking for known files (its code is compiled first, once on this machine: up to a minute)"


class RankedList(NamedTuple):
    """Everything that is known of the referrals in some units, and the list of their leads.

    ``known`` is what sets of known files say, ``None`` when none was asked.
    """

    corpus: Corpus
    linkage: Linkage
    leads: RankedLeads
    known: Recognition | None


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """The sets of known files that are asked, where files beside documents are read from, and where what is found out
    of those is kept."""

    sets: Sequence[KnownSet]
    originals: Originals
    folder: Path


def ranked_list(
    folders: Sequence[Path],
    decisions: Sequence[Decision],
    as_of: datetime,
    steps: Steps,
    asked: KnownFiles | None = None,
) -> RankedList:
    """Link and rank all referrals of the units in ``folders``; deadlines are counted from ``as_of`` (UTC).

    Officers' ``decisions`` are laid over what was linked, in the order in which they were taken.

    Raises ``known.KnownError`` when a set that is ``asked`` is damaged.
    """
    corpus, known = gather(folders), None
    if asked is not None:
        known = _recognised(corpus, asked, as_of, steps)
        corpus = replace(corpus, signals=with_signals(corpus, known))
    elsewhere = known.elsewhere if known else None
    with steps("Linking" if is_compiled("linking") else _FIRST_TIME):
        signals = signal_rows(corpus)
        linkage = decided(link(evidence_of(corpus, in_danger(corpus, signals), elsewhere)).linkage, decisions)
    with steps("Ranking"):
        return RankedList(corpus, linkage, ranked(corpus, signals, linkage, as_of, elsewhere), known)


def _recognised(corpus: Corpus, asked: KnownFiles, as_of: datetime, steps: Steps) -> Recognition:
    tables = [mapped(folder, "attachments") for folder in corpus.folders]
    media = hash_media(tables, asked.originals, asked.folder, steps)
    with steps("Looking for known files" if is_compiled("known") else _FIRST_LOOK):
        return recognise(corpus, media, asked.sets, as_of.date(), threads=os.cpu_count() or 1)
