"""What can be wrong with an incoming document.

::

    Refused                 the document goes to quarantine, with this sentence as the reason
    ├── NotAReferral        readable, but nothing in it is a referral
    ├── NotAList            readable, but no list of known files of the format that was named
    ├── Damaged             truncated, wrongly encoded, not well-formed
    ├── Unsafe              an attack or a trap: entities, traversal, bombs, links
    └── TooLarge            beyond a limit that keeps memory and time bounded
"""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - a document that is refused is no error of the program
    """A document that no reader takes; the message is a sentence for a clerk."""


class NotAReferral(Refused):
    """The document is readable, but nothing in it is a referral."""


class NotAList(Refused):
    """The document is readable, but it is no list of known files of the format that was named."""


class Damaged(Refused):
    """The document is truncated, wrongly encoded or not well-formed."""


class Unsafe(Refused):
    """The document is an attack or a trap, knowingly or not."""


class TooLarge(Refused):
    """The document is beyond a limit that keeps memory and time bounded."""
