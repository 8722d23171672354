"""Values that so many accounts carry that they link nobody, and will not for long: not looked at again each time.

For such a key a lower bound of its accounts is kept. New referrals only add to it; accounts that became one
take at most one each. While the bound stays above the kind's limits, nothing about the key can change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from nigehban.linking.columns import I32, U64, Columns
from nigehban.linking.keysets import contained


@dataclass(frozen=True, slots=True)
class Crowds(Columns):
    """Ordered by key. ``at_least`` bounds its accounts from below; ``floor`` is what they must exceed."""

    key: U64
    at_least: I32
    floor: I32

    def less(self, keys: U64) -> Self:
        """The same when each of these keys (with repeats) may have lost an account, without those in question."""
        if not len(self) or not len(keys):
            return self
        lost = keys[contained(keys, self.key)]
        at_least = self.at_least - np.bincount(np.searchsorted(self.key, lost), minlength=len(self))
        left = type(self)(self.key, at_least.astype("i4"), self.floor)
        return left.take(left.at_least > left.floor)

    def with_counted(self, counted: Self) -> Self:
        """These and newly counted ones, which none of these is."""
        joined = type(self).join([self, counted])
        return joined.take(np.argsort(joined.key))
