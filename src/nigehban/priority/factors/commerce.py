"""Danger: buying and selling, where the document states it."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire
from nigehban.priority.signal import Signal
from nigehban.records import Referral

_RULES = {"seller": "seller", "buyer": "buyer"}


def signals(referral: Referral) -> Iterator[Signal]:
    """``seller`` or ``buyer``."""
    if referral.commerce is not None and referral.commerce.value in _RULES:
        yield fire(_RULES[referral.commerce.value], referral.commerce.pointer)
