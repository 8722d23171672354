"""What can go wrong with a media file.

MediaError
├── NotInstalledError   an optional package is missing
├── ChangedError        the file was written while it was read
└── UndecodableError    the content is not what a decoder takes, or more than the limits allow
"""

from __future__ import annotations


class MediaError(Exception):
    """Anything that keeps one file from being hashed; the message is a sentence for a clerk."""


class NotInstalledError(MediaError):
    """An optional package is missing; the message says how to install it."""


class ChangedError(MediaError):
    """The file was written while it was read: its digests would be of bytes that never stood together."""


class UndecodableError(MediaError):
    """The picture or video could not be decoded, or is larger than the limits allow."""
