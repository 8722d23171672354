"""Danger: live streaming, which may go on while the report is read."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, first_tag
from nigehban.priority.signal import Signal
from nigehban.records import Referral


def signals(referral: Referral) -> Iterator[Signal]:
    """``live_streaming``."""
    tag = first_tag(referral, "live_streaming")
    if tag is not None:
        yield fire("live_streaming", tag.pointer)
