"""Novelty: the sender names earlier reports about the same user."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire
from nigehban.priority.signal import Signal
from nigehban.records import Referral


def signals(referral: Referral) -> Iterator[Signal]:
    """``prior_reports``; a supplement is the same incident told further, so it does not count."""
    for chain in referral.chains:
        if chain.kind == "prior":
            yield fire("prior_reports", chain.pointer)
            return
