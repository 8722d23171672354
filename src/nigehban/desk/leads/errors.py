"""What can go wrong with leads.

LeadError
├── NotAllowedError       this officer may not decide of leads
├── NoSuchLeadError       no lead of that id is in the list now
├── NoSuchReferralError   no referral of that id is in the list now
├── NoReasonError         a decision needs a reason
├── BadPairError          a judgement is not about two different referrals
├── BadPartError          what is to be taken out is none or all of the lead, or is not in it
├── TooFewError           to merge takes two leads
├── NoSuchActError        no act of that number
├── AlreadySoError        the lead is in that state already, or the act was taken back before
└── ChangedSinceError     it is not as it was when the officer looked
"""

from __future__ import annotations


class LeadError(Exception):
    """Anything that keeps a decision on a lead from being taken."""


class NotAllowedError(LeadError):
    """The officer may not decide of leads."""


class NoSuchLeadError(LeadError):
    """The list holds no lead of that id; a rebuild may have joined it with another."""


class NoSuchReferralError(LeadError):
    """The list holds no referral of that id."""


class NoReasonError(LeadError):
    """A decision without a reason can not be understood by those who come after."""


class BadPairError(LeadError):
    """The two ids of a judgement do not name two different referrals."""


class BadPartError(LeadError):
    """What is to be taken out must be some of the lead's referrals, and not all."""


class TooFewError(LeadError):
    """One lead alone cannot be merged."""


class NoSuchActError(LeadError):
    """The log holds no act of that number."""


class AlreadySoError(LeadError):
    """The lead is in that state already: somebody else decided first."""


class ChangedSinceError(LeadError):
    """Somebody decided, or something came in, after the page was made on which the officer decided."""
