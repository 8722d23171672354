"""What a sentence can explain to a user.

::

    CommandError
    ├── UsageError       it was not asked for rightly; exit status 2
    └── FailedError      it was asked for rightly and could not be done; exit status 1
"""

from __future__ import annotations


class CommandError(Exception):
    """A command that cannot be carried out; the message says why and what to do."""


class UsageError(CommandError):
    """The command cannot be done as asked; the message says what to do. Exit status 2."""


class FailedError(CommandError):
    """Something outside of the command kept it from being done; the message says what to do. Exit status 1."""
