"""Danger: the sender states that a meeting with a child is planned. Words in a chat are read by ``text_cues``."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, first_tag
from nigehban.priority.signal import Signal
from nigehban.records import Referral


def signals(referral: Referral) -> Iterator[Signal]:
    """``planned_meeting``."""
    tag = first_tag(referral, "planned_meeting", "meeting_planned")
    if tag is not None:
        yield fire("planned_meeting", tag.pointer)
