"""Danger: material was asked for from a child."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, first_tag
from nigehban.priority.signal import Signal
from nigehban.records import Referral


def signals(referral: Referral) -> Iterator[Signal]:
    """``solicitation``."""
    tag = first_tag(referral, "solicitation")
    if tag is not None:
        yield fire("solicitation", tag.pointer)
