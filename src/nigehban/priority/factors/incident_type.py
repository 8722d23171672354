"""Danger: what the sender calls the incident. Possession, the type of nearly all reports, says nothing about danger."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, incident_types
from nigehban.priority.signal import Signal
from nigehban.records import Referral

_RULES = (
    ("trafficking", "trafficking"),
    ("tourism", "travel"),
    ("molestation", "contact_abuse"),
    ("contact abuse", "contact_abuse"),
    ("enticement", "enticement"),
    ("grooming", "enticement"),
    ("unsolicited", "unsolicited_material"),
)
"""Words of the published incident types (and of forms that police fill by hand), with the rule that each feeds."""


def signals(referral: Referral) -> Iterator[Signal]:
    """One signal for each rule that a type names; the first statement of it counts."""
    fired = set()
    for kind in incident_types(referral):
        words = kind.value.casefold()
        for part, rule in _RULES:
            if part in words and rule not in fired:
                fired.add(rule)
                yield fire(rule, kind.pointer)
