"""Danger: what the sender states of a file's content. A mark as machine-made takes nothing away: no rule reads it."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire
from nigehban.priority.signal import Signal
from nigehban.records import Referral

_RULES = {
    "sadistic": "sadistic",
    "physical_harm": "physical_harm",
    "infant": "infant",
    "violence": "violence",
    "bestiality": "animal_cruelty",
}


def signals(referral: Referral) -> Iterator[Signal]:
    """One signal for each of the content tags; the first statement of it counts."""
    fired = set()
    for tag in referral.tags:
        rule = _RULES.get(tag.name)
        if rule is not None and rule not in fired:
            fired.add(rule)
            yield fire(rule, tag.pointer)
