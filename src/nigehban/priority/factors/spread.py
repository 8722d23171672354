"""Novelty: what the sender calls viral, a meme, drawn, spam or informational.

A tag of one file among others says nothing about the rest, so file tags count only when every file carries the tag.
"""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire
from nigehban.priority.signal import Signal
from nigehban.records import Referral, Tag

_RULES = ("viral", "potential_meme", "anime", "spam", "batched")


def signals(referral: Referral) -> Iterator[Signal]:
    """``viral``, ``potential_meme``, ``anime``, ``spam``, ``batched`` and ``informational``."""
    if referral.tags:
        for rule in _RULES:
            tag = _of_everything(referral, rule)
            if tag is not None:
                yield fire(rule, tag.pointer)
    yield from _informational(referral)


def _of_everything(referral: Referral, name: str) -> Tag | None:
    tags = [tag for tag in referral.tags if tag.name == name]
    for tag in tags:
        if tag.file < 0:
            return tag
    whole = bool(tags) and len({tag.file for tag in tags}) >= len(referral.files)
    return tags[0] if whole else None


def _informational(referral: Referral) -> Iterator[Signal]:
    if referral.informational is True:
        yield fire("informational", referral.informational_pointer or referral.pointer)
        return
    for tag in referral.tags:
        if tag.name == "informational":
            yield fire("informational", tag.pointer)
            return
