"""What a format is: content decides, never the file's name.

A format is one module of this package that defines ``READER``. ``read`` takes the whole document, since a referral is
kilobytes and its digest is needed first; documents that are collections (CSV, JSON lists) give one referral a record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nigehban.records import Referral

MAX_DOCUMENT_BYTES = 256 * 1024 * 1024
"""A larger single document is quarantined; a list of 100,000 referrals fits."""
MAX_LEAF_CHARACTERS = 16 * 1024 * 1024
"""A longer single text is quarantined: no sender writes one."""
MAX_DEPTH = 500
"""Deeper nesting is quarantined: the deepest real document has 14 levels."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of one format.

    ``recognises(data)`` looks at the first bytes only and is cheap; ``read(data, sha256)`` returns the referrals and
    the document's warnings, or raises ``Refused`` with a reason.
    """

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str], tuple[list[Referral], list[str]]]
