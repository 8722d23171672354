"""What can go wrong with known hashes.

KnownError
├── KeyFileError     a file of keys is not what was written
├── RadiusError      a distance up to which not every match can be promised
├── NoSetError       the folder is no set
├── DamagedError     a file of the set is not what was published
├── NoSourceError    the set has no such source
├── SignerError      the set is signed by another key
├── BadKeyError      a file holds no signing key
├── BusyError        another import is writing
└── WriteError       the disk refused
"""

from __future__ import annotations


class KnownError(Exception):
    """Anything that keeps a known set from answering or from growing."""


class KeyFileError(KnownError):
    """A file of keys is cut short, of another kind, or not what was written; the message names it."""


class RadiusError(KnownError, ValueError):
    """The near search can not promise every match up to this distance."""


class NoSetError(KnownError):
    """The folder holds no known set, or things that are no part of one."""


class DamagedError(KnownError):
    """A file of the set is missing, cut short, changed or swapped."""


class NoSourceError(KnownError):
    """The set has no source of that number, or it does not stand any more."""


class SignerError(KnownError):
    """A generation is signed by a key other than the one that the set was begun with."""


class BadKeyError(KnownError):
    """A file holds no Ed25519 key that can sign."""


class BusyError(KnownError):
    """Another process is adding a generation to the set."""


class WriteError(KnownError):
    """The set's folder could not be written; the generations that were there are unharmed."""
