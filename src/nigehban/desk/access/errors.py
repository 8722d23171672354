"""What can go wrong with access.

AccessError
├── NotPermittedError    no role of the officer permits it
├── NoReasonError        a role or a membership needs a reason
├── EndedAlreadyError    the grant or the membership has ended
└── BadSpanError         it would end before it begins, or last too long
"""

from __future__ import annotations


class AccessError(Exception):
    """Anything that keeps access from being given, used or taken away."""


class NotPermittedError(AccessError):
    """No role of the officer permits it; the desk answers 403."""


class NoReasonError(AccessError):
    """Who reads the list of members later must learn why."""


class EndedAlreadyError(AccessError):
    """Somebody else ended it, or its time was over."""


class BadSpanError(AccessError):
    """A membership ends after it begins and within a year; who still needs it asks again."""
