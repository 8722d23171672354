"""Solvability and novelty: whether the sender looked at the files. Not stated is neither yes nor no."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire
from nigehban.priority.signal import Signal
from nigehban.records import Referral


def signals(referral: Referral) -> Iterator[Signal]:
    """``viewed`` when a file was; ``matched_by_hash_only`` when it is stated of every file that it was not."""
    for file in referral.files:
        if file.viewed is True:
            yield fire("viewed", file.pointer)
            return
    if referral.files and all(file.viewed is False for file in referral.files):
        yield fire("matched_by_hash_only", referral.files[0].pointer)
