"""What a user did that a sentence can mend."""

from __future__ import annotations


class UsageError(Exception):
    """The command cannot be done as asked; the message says what to do. Exit status 2."""
