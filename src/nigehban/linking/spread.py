"""How many hold a file beyond the referrals: a file that lists say went round ties nobody, however few sent it here.

Holders that are known from elsewhere count beside the accounts that sent a file, wherever accounts are counted: for the
points of a shared file, for its cap, and for whether it is viral.
"""

from __future__ import annotations

import numpy as np

from nigehban.linking.columns import I32, U64
from nigehban.linking.evidence import Elsewhere


def most_holders(*statements: Elsewhere) -> Elsewhere:
    """All statements as one, ordered by key, each key once with the most that anybody said."""
    joined = Elsewhere.join(statements)
    keys, place = np.unique(joined.key, return_inverse=True)
    holders = np.zeros(len(keys), "i4")
    np.maximum.at(holders, place, joined.holders)
    return Elsewhere(keys, holders)


def holders_of(keys: U64, known: Elsewhere) -> I32:
    """For each key how many hold it elsewhere; ``known`` is ordered by key."""
    if not len(known):
        return np.zeros(len(keys), "i4")
    place = np.minimum(np.searchsorted(known.key, keys), len(known) - 1)
    return np.where(known.key[place] == keys, known.holders[place], 0).astype("i4")


def changed_keys(before: Elsewhere, after: Elsewhere) -> U64:
    """The keys of ``after`` of which more is said than ``before``."""
    changed: U64 = after.key[holders_of(after.key, before) != after.holders]
    return changed


def viral_keys(known: Elsewhere, senders: int) -> U64:
    """The keys that are viral for what is known elsewhere alone: more than ``senders`` hold them."""
    viral: U64 = known.key[known.holders > senders]
    return viral
