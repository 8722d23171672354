"""What can go wrong with work on a lead.

WorkError
├── LeasedToOtherError   another officer works on the lead now
├── NoReasonError        holding, handing over, escalating and breaking need a reason
├── BadTimeError         it would be held until a time that has passed, or for too long
├── NotForThemError      the officer who would get it may not decide of leads of its unit
└── ChangedSinceError    something was done with the lead since; it is not undone blindly
"""

from __future__ import annotations


class WorkError(Exception):
    """Anything that keeps work on a lead from being taken up, passed on or undone."""


class LeasedToOtherError(WorkError):
    """Another officer has a live lease on the lead."""


class NoReasonError(WorkError):
    """Who gets the lead next must learn why."""


class BadTimeError(WorkError):
    """A lead is held until a moment to come, within three months."""


class NotForThemError(WorkError):
    """An officer who may not decide of the lead would never be able to give it back."""


class ChangedSinceError(WorkError):
    """The lead was worked on, or joined with another, since; undoing would take that back as well."""
