"""Danger: the sender says that a life is at risk: NCMEC priority 1, a tag, a stated escalation, a mark of urgency."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.cue import find_cues
from nigehban.priority.factor import fire, tag_about
from nigehban.priority.signal import Signal
from nigehban.records import Referral, Stated

_URGENT_WORDS = frozenset({"urgent", "immediate", "emergency", "high", "critical"})


def signals(referral: Referral) -> Iterator[Signal]:
    """``threat_to_life``, ``called_urgent``, and ``escalated_by_sender`` or ``escalated_for_volume``."""
    tag = tag_about(referral, "to_life", "imminent")
    if tag is not None:
        yield fire("threat_to_life", tag.pointer)
    priority = referral.sender_priority
    if priority is not None:
        words = priority.value.strip().casefold().removeprefix("priority").strip()
        if words == "1":
            yield fire("threat_to_life", priority.pointer)
        elif words in _URGENT_WORDS:
            yield fire("called_urgent", priority.pointer, priority.value.strip())
    if referral.escalation is not None:
        yield _escalation(referral.escalation)


def _escalation(escalation: Stated) -> Signal:
    """An escalation is a floor, whatever its words, unless they speak of volume and of nothing else that we know."""
    hits = list(find_cues(escalation.value))
    if hits and all(hit.rule == "escalated_for_volume" for hit in hits):
        return fire("escalated_for_volume", escalation.pointer, f"“{hits[0].quote}”")
    return fire("escalated_by_sender", escalation.pointer)
