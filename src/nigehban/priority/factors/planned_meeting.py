"""Danger: the sender states that a meeting with a child is planned. Words in a chat are read by ``text_cues``."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, tag_about
from nigehban.priority.signal import Signal
from nigehban.records import Referral


def signals(referral: Referral) -> Iterator[Signal]:
    """``planned_meeting``."""
    tag = tag_about(referral, "meeting")
    if tag is not None:
        yield fire("planned_meeting", tag.pointer)
