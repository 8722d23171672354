"""What can go wrong with leads.

LeadError
├── NotAllowedError       this officer may not decide of leads
├── NoSuchLeadError       no lead of that id is in the list now
├── NoReasonError         a decision needs a reason
└── AlreadySoError        the lead is in that state already
"""

from __future__ import annotations


class LeadError(Exception):
    """Anything that keeps a decision on a lead from being taken."""


class NotAllowedError(LeadError):
    """The officer may not decide of leads."""


class NoSuchLeadError(LeadError):
    """The list holds no lead of that id; a rebuild may have joined it with another."""


class NoReasonError(LeadError):
    """A decision without a reason can not be understood by those who come after."""


class AlreadySoError(LeadError):
    """The lead is in that state already: somebody else decided first."""
