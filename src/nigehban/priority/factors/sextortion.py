"""Danger: the sender states sextortion, by its tag or as the type of incident."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, incident_types, tag_about
from nigehban.priority.signal import Signal
from nigehban.records import Referral


def signals(referral: Referral) -> Iterator[Signal]:
    """``sextortion``: a tag wins over an incident type, being the narrower statement."""
    tag = tag_about(referral, "extortion", "blackmail")
    if tag is not None:
        yield fire("sextortion", tag.pointer)
        return
    for kind in incident_types(referral):
        if "extortion" in kind.value.casefold():
            yield fire("sextortion", kind.pointer)
            return
