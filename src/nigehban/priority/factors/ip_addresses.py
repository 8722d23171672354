"""Solvability: IP addresses. Without a time an address names nobody; behind shared addresses it takes the port too."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, of_suspect
from nigehban.priority.signal import Signal
from nigehban.records import Mention, Referral

_KINDS = frozenset({"ip"})
_BEST_FIRST = ("ip_with_port", "ip_with_time", "ip_through_proxy", "ip_without_time")


def signals(referral: Referral) -> Iterator[Signal]:
    """The best that can be said of the addresses: one of ``ip_with_port``, ``ip_with_time``, ``ip_through_proxy`` and
    ``ip_without_time``."""
    found: dict[str, str] = {}
    for mention in of_suspect(referral.mentions, _KINDS):
        found.setdefault(_rule(mention), mention.pointer)
    for rule in _BEST_FIRST:
        if rule in found:
            yield fire(rule, found[rule])
            return


def _rule(mention: Mention) -> str:
    if mention.at is None or mention.at.utc is None:
        return "ip_without_time"
    if mention.proxy is True:
        return "ip_through_proxy"
    return "ip_with_time" if mention.port is None else "ip_with_port"
