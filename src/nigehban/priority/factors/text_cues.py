"""Danger: protective words in free text, whoever wrote them: a child may quote a threat, an analyst may report one."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.cue import find_cues
from nigehban.priority.factor import fire
from nigehban.priority.signal import Signal
from nigehban.records import Referral

_OF_ESCALATIONS = frozenset({"escalated_for_volume"})
"""Rules that read the reason of an escalation only (see ``threat_to_life``)."""


def signals(referral: Referral) -> Iterator[Signal]:
    """One signal for each cue that fires in the referral, ending in the quoted words of its first place."""
    fired: set[str] = set()
    for narrative in referral.narratives:
        for hit in find_cues(narrative.text):
            if hit.cue not in fired and hit.rule not in _OF_ESCALATIONS:
                fired.add(hit.cue)
                yield fire(hit.rule, narrative.pointer, f"“{hit.quote}”")
