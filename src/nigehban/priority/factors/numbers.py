"""Solvability: numbers that lead to a person: of an account, a device, an identity card, a payment."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, of_suspect
from nigehban.priority.signal import Signal
from nigehban.records import Referral

_RULES = {
    "account": "account",
    "device": "device",
    "cnic": "national_id",
    "passport": "national_id",
    "iban": "payment",
    "wallet": "payment",
    "crypto": "payment",
}
"""The identifier kinds that somebody can be asked about, with the rule that each feeds."""
_KINDS = frozenset(_RULES)
_PLACEHOLDERS = frozenset({"", "0", "-", "n/a", "na", "none", "null", "unknown"})


def signals(referral: Referral) -> Iterator[Signal]:
    """``account``, ``device``, ``national_id`` and ``payment``, once each."""
    fired = set()
    for mention in of_suspect(referral.mentions, _KINDS):
        rule = _RULES[mention.kind]
        if rule not in fired and mention.raw.strip().casefold() not in _PLACEHOLDERS:
            fired.add(rule)
            yield fire(rule, mention.pointer)
