"""Orders of a list that units use today, over the same inputs as ``nigehban.priority.rank``, to measure it against.

Each gives the place of every lead, 1 first; ties stand in the order of the leads' ids, as they do in the product.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nigehban.priority import RULES, Inputs, rank

Ranks = NDArray[np.int32]
_SENDERS_ORDER = (("threat_to_life", 4), ("escalated_by_sender", 4), ("home_made_production", 3), ("private_report", 2))
"""NCMEC priority 1, an escalation, priority 2, priority 3; everything else is ordinary."""


def fifo(inputs: Inputs) -> Ranks:
    """First in, first out: by the time at which the lead's first referral came; unknown times come first."""
    received = inputs.referrals.received.astype(np.int64)
    first = np.full(len(inputs.leads), np.iinfo(np.int64).max)
    np.minimum.at(first, inputs.referrals.lead, received)
    return _placed(-(first // 2), inputs)


def sender_priority_only(inputs: Inputs) -> Ranks:
    """By what the sender calls it, and by nothing else."""
    level = np.zeros(len(inputs.leads), np.int64)
    for name, weight in _SENDERS_ORDER:
        rows = inputs.signals.rule == RULES[name].code
        lead = inputs.referrals.lead[inputs.signals.referral[rows]]
        np.maximum.at(level, lead, weight)
    return _placed(level, inputs)


def number_of_files(inputs: Inputs) -> Ranks:
    """The lead with most files first."""
    files = np.bincount(inputs.referrals.lead, weights=inputs.referrals.files, minlength=len(inputs.leads))
    return _placed(files.astype(np.int64), inputs)


def flat_point_sum(inputs: Inputs) -> Ranks:
    """The product's own points added up over the four axes, without bands, floors or lexicographic order."""
    ranking = rank(inputs)
    total = ranking.danger + ranking.solvability + ranking.deadline + ranking.novelty
    return _placed(total.astype(np.int64), inputs)


BASELINES: dict[str, Callable[[Inputs], Ranks]] = {
    "first in, first out": fifo,
    "sender's priority only": sender_priority_only,
    "number of files": number_of_files,
    "flat sum of points": flat_point_sum,
}
"""The orders by the name that the table shows."""


def _placed(worth: NDArray[np.int64], inputs: Inputs) -> Ranks:
    by_id = np.argsort(inputs.leads.id, kind="stable")
    order = by_id[np.argsort(-worth[by_id], kind="stable")]
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(1, len(order) + 1)
    return places
