"""What can go wrong with storing referrals.

ReferralsError
└── NotReconciledError    what a unit received is not what became of it
"""

from __future__ import annotations


class ReferralsError(Exception):
    """Anything that keeps referrals from being stored."""


class NotReconciledError(ReferralsError):
    """The unit's tables do not account for everything that it received; nothing of the unit was stored."""
