"""What can go wrong with an account.

AccountError
├── BadNameError        no officer can be called so
├── ClosedError         the account is closed, or is one's own
├── LinkRefusedError    the login link is unknown, used or too old
├── LockedOutError      too many attempts failed
├── NameTakenError      an officer of that name exists
├── NoReasonError       what was asked for needs a reason
├── NoSuchCodeError     the pack has no such rank, post or unit
└── TwoPersonsError     one person can not do this alone
"""

from __future__ import annotations


class AccountError(Exception):
    """Anything that keeps an officer out."""


class BadNameError(AccountError):
    """The name is empty, too long, or holds what no name may hold; the message says which."""


class ClosedError(AccountError):
    """The account is closed already, or nobody closes it: one's own."""


class LinkRefusedError(AccountError):
    """The link is unknown, was used, is too old, or its officer may not enter. Which of these is not told."""


class LockedOutError(AccountError):
    """Too many attempts with this name from this address failed; the right password is not even looked at."""


class NameTakenError(AccountError):
    """There is an officer of this name already."""


class NoReasonError(AccountError):
    """Who reads the history later must learn why."""


class NoSuchCodeError(AccountError):
    """The pack knows no such rank, post or unit."""


class TwoPersonsError(AccountError):
    """Another administrator has to agree, not who asked and not the officer."""
