"""Linking: who is the same person, who belongs to the same ring, and why.

Mentions → accounts → subjects (one person) → networks (one ring or household). Strong evidence joins unless
something contradicts it; weak evidence only together; every link has its reasons, and an officer's verdict
stands above all. ``link`` does everything at once, ``update`` adds to a state and gives exactly the same.
Nothing here is imported before it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nigehban.linking.deciding import Decision, Tie, divided
    from nigehban.linking.engine import Linked, link, update
    from nigehban.linking.evidence import (
        ROLES,
        UNKNOWN_TIME,
        ChainKind,
        Chains,
        Commerce,
        Elsewhere,
        Evidence,
        Judgements,
        Mentions,
        Nodes,
        Verdict,
    )
    from nigehban.linking.linkage import NETWORK, SUBJECT, Linkage
    from nigehban.linking.overlay import decided
    from nigehban.linking.rules import Rule
    from nigehban.linking.state import LinkState, StateError

_HOMES = {
    "overlay": ("decided",),
    "deciding": ("Decision", "Tie", "divided"),
    "engine": ("Linked", "link", "update"),
    "evidence": (
        "ROLES",
        "UNKNOWN_TIME",
        "ChainKind",
        "Chains",
        "Commerce",
        "Elsewhere",
        "Evidence",
        "Judgements",
        "Mentions",
        "Nodes",
        "Verdict",
    ),
    "linkage": ("NETWORK", "SUBJECT", "Linkage"),
    "rules": ("Rule",),
    "state": ("LinkState", "StateError"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "NETWORK",
    "ROLES",
    "SUBJECT",
    "UNKNOWN_TIME",
    "ChainKind",
    "Chains",
    "Commerce",
    "Decision",
    "Elsewhere",
    "Evidence",
    "Judgements",
    "LinkState",
    "Linkage",
    "Linked",
    "Mentions",
    "Nodes",
    "Rule",
    "StateError",
    "Tie",
    "Verdict",
    "decided",
    "divided",
    "link",
    "update",
]


def __getattr__(name: str) -> object:
    """The public names, each from its module on first use."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
