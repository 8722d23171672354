"""What can go wrong with custody.

CustodyError
├── NoSuchAccusedError  the case has no suspect of that number
└── SexUnknownError     whether the accused is a woman decides, and nobody has said

What the law forbids is ``ForbiddenByLawError`` of cases: the law is asked wherever an event is recorded.
"""

from __future__ import annotations


class CustodyError(Exception):
    """Anything that keeps a step of custody from being recorded."""


class NoSuchAccusedError(CustodyError):
    """The case has no suspect of that number."""


class SexUnknownError(CustodyError):
    """Police custody of a woman is barred: it cannot be asked for as long as the sex is not stated."""
