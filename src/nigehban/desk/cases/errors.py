"""What can go wrong with cases.

CaseError
├── NoSuchCaseError        the officer sees no case of that number
├── UnknownEventError      the pack has no event of that type
├── OtherCaseError         a party or an event belongs to another case
└── WithdrawnAlreadyError  the event was withdrawn before
"""

from __future__ import annotations


class CaseError(Exception):
    """Anything that keeps something from being done in a case."""


class NoSuchCaseError(CaseError):
    """No case of that number is seen by this officer; whether there is one is not told."""


class UnknownEventError(CaseError):
    """The case's pack knows no event of that type."""


class OtherCaseError(CaseError):
    """A party or an event of another case was named."""


class WithdrawnAlreadyError(CaseError):
    """An event can be withdrawn once."""
