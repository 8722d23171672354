"""What can go wrong with the wanted list.

WantedError
├── SameOfficerError   who proposed an entry does not approve it
├── WrongStandError    the entry is not proposed, or not listed, any more
├── BadEndError        an entry ends after today and within two years
├── NoWhyError         a correction or a removal says why
└── BadTableError      the file is no table with the columns of the list
"""

from __future__ import annotations


class WantedError(Exception):
    """Anything that keeps somebody from being put on the list, changed or taken off."""


class SameOfficerError(WantedError):
    """Two officers answer for an entry."""


class WrongStandError(WantedError):
    """Somebody approved or removed it meanwhile."""


class BadEndError(WantedError):
    """No entry lasts without being looked at again."""


class NoWhyError(WantedError):
    """Who reads the history must learn why."""


class BadTableError(WantedError):
    """The file is no table with the columns of the list."""
