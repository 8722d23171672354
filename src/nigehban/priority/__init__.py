"""Priority: which lead needs an officer first, and why, on four axes: danger, solvability, deadline, novelty.

While a document is read, ``signals(referral)`` says which rules fire on it alone. When all is linked, ``rank`` joins
the signals of a lead with what its neighbours show and sorts the leads. Points and floors stand in ``rules.toml``.
What is heavy is loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from nigehban.priority.band import Band
from nigehban.priority.concern import Concern
from nigehban.priority.signal import Axis, Signal

if TYPE_CHECKING:
    from nigehban.priority.archive import Decision, Missing, decision, reason_named, wakes
    from nigehban.priority.bulk import rank
    from nigehban.priority.explain import (
        Explained,
        Reason,
        context_texts,
        explained,
        in_words,
        raise_if_text,
        reasons,
    )
    from nigehban.priority.inputs import Inputs, Leads, Referrals, Signals
    from nigehban.priority.order import Status
    from nigehban.priority.ranking import Ranking
    from nigehban.priority.reading import signals
    from nigehban.priority.rules import RULES, Rule, Ruleset

_HOMES = {
    "Decision": "archive",
    "Missing": "archive",
    "decision": "archive",
    "reason_named": "archive",
    "wakes": "archive",
    "Explained": "explain",
    "Reason": "explain",
    "context_texts": "explain",
    "explained": "explain",
    "in_words": "explain",
    "raise_if_text": "explain",
    "reasons": "explain",
    "Inputs": "inputs",
    "Leads": "inputs",
    "Referrals": "inputs",
    "Signals": "inputs",
    "Status": "order",
    "rank": "bulk",
    "Ranking": "ranking",
    "signals": "reading",
    "RULES": "rules",
    "Rule": "rules",
    "Ruleset": "rules",
}

__all__ = [
    "RULES",
    "Axis",
    "Band",
    "Concern",
    "Decision",
    "Explained",
    "Inputs",
    "Leads",
    "Missing",
    "Ranking",
    "Reason",
    "Referrals",
    "Rule",
    "Ruleset",
    "Signal",
    "Signals",
    "Status",
    "context_texts",
    "decision",
    "explained",
    "in_words",
    "raise_if_text",
    "rank",
    "reason_named",
    "reasons",
    "ruleset_digest",
    "signals",
    "wakes",
]


def ruleset_digest() -> str:
    """The SHA-256 of the rules and cues: equal digests rank equally."""
    rules: Ruleset = import_module(f"{__name__}.rules").RULES
    return rules.digest


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
