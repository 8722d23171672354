"""What can go wrong with storing referrals.

ReferralsError
├── NotReconciledError    what a unit received is not what became of it
└── BadPairError          a judgement is not about two different referrals
"""

from __future__ import annotations


class ReferralsError(Exception):
    """Anything that keeps referrals from being stored or judged."""


class NotReconciledError(ReferralsError):
    """The unit's tables do not account for everything that it received; nothing of the unit was stored."""


class BadPairError(ReferralsError):
    """The two ids of a judgement do not name two different referrals."""
