"""Who sends: a family or another private person (NCMEC priority 3), an officer or a hotline, or a machine."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire
from nigehban.priority.signal import Signal
from nigehban.records import Referral, Scheme

_AUTOMATIC = frozenset({Scheme.NCMEC, Scheme.PLATFORM, Scheme.OTHER})


def signals(referral: Referral) -> Iterator[Signal]:
    """``private_report`` and ``sent_by_a_person``."""
    priority = referral.sender_priority
    by_priority = priority is not None and priority.value.strip().casefold().removeprefix("priority").strip() == "3"
    private = by_priority or referral.scheme is Scheme.FAMILY
    pointer = priority.pointer if priority is not None and by_priority else referral.pointer
    if private:
        yield fire("private_report", pointer)
    if private or referral.scheme not in _AUTOMATIC:
        yield fire("sent_by_a_person", pointer)
