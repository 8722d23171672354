"""Danger: the sender states a risk of self-harm."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, tag_about
from nigehban.priority.signal import Signal
from nigehban.records import Referral


def signals(referral: Referral) -> Iterator[Signal]:
    """``self_harm``."""
    tag = tag_about(referral, "self_harm", "suicid", "self_injury")
    if tag is not None:
        yield fire("self_harm", tag.pointer)
