"""A signal: one rule of one axis that fired on one referral, with the place that made it fire."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Axis(StrEnum):
    """The four axes, in the order in which the list is sorted."""

    DANGER = "danger"
    SOLVABILITY = "solvability"
    DEADLINE = "deadline"
    NOVELTY = "novelty"


class Signal(NamedTuple):
    """``rule`` is a rule of ``rules.toml``, which alone knows its points.

    ``text`` is a sentence for the officer (for a text cue it ends in the quoted words that fired); ``pointer`` is the
    place in the source document (``""`` when the signal comes from the referral's neighbours).
    """

    rule: str
    text: str
    pointer: str
