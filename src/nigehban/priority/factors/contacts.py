"""Solvability: phone numbers and e-mail addresses of the reported side, verified ones first."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, of_suspect
from nigehban.priority.signal import Signal
from nigehban.records import Mention, Referral

_KINDS = frozenset({"phone", "email"})


def signals(referral: Referral) -> Iterator[Signal]:
    """``verified_phone`` or ``phone``, and ``verified_email`` or ``email``."""
    best: dict[str, Mention] = {}
    for mention in of_suspect(referral.mentions, _KINDS):
        known = best.get(mention.kind)
        if known is None or (mention.verified is True and known.verified is not True):
            best[mention.kind] = mention
    for kind, mention in sorted(best.items()):
        yield fire(f"verified_{kind}" if mention.verified is True else kind, mention.pointer)
