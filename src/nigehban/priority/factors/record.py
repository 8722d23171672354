"""Danger: what is stated of the reported person's past and of weapons."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, of_role, stated_yes
from nigehban.priority.signal import Signal
from nigehban.records import Referral, Role

_RULES = ("convicted", "firearms")


def signals(referral: Referral) -> Iterator[Signal]:
    """``convicted`` and ``firearms``, once each."""
    fired = set()
    for party in of_role(referral, Role.REPORTED):
        for rule in _RULES:
            stated = party.attributes.get(rule)
            if stated is not None and rule not in fired and stated_yes(stated):
                fired.add(rule)
                yield fire(rule, stated.pointer)
