"""Danger: signs that the material was made, not passed on."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, first_tag
from nigehban.priority.signal import Signal
from nigehban.records import Referral

_GRAVEST = frozenset({"A1", "B1"})


def signals(referral: Referral) -> Iterator[Signal]:
    """``home_made_production`` (NCMEC priority 2), ``self_produced`` and ``severe_class``."""
    priority = referral.sender_priority
    if priority is not None and priority.value.strip().casefold().removeprefix("priority").strip() == "2":
        yield fire("home_made_production", priority.pointer)
    tag = first_tag(referral, "self_produced")
    if tag is not None:
        yield fire("self_produced", tag.pointer)
    for file in referral.files:
        if file.industry_class in _GRAVEST:
            yield fire("severe_class", file.pointer, file.industry_class)
            return
