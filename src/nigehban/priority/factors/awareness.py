"""Deadline: the reported person knows of the report, so evidence may soon be gone."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, of_role, stated_yes
from nigehban.priority.signal import Signal
from nigehban.records import Referral, Role


def signals(referral: Referral) -> Iterator[Signal]:
    """``aware_of_report``."""
    for party in of_role(referral, Role.REPORTED):
        aware = party.attributes.get("aware_of_report")
        if aware is not None and stated_yes(aware):
            yield fire("aware_of_report", aware.pointer)
            return
