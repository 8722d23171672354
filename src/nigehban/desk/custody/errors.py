"""What can go wrong with custody.

CustodyError
├── NoSuchAccusedError  the case has no suspect of that number
├── SexUnknownError     whether the accused is a woman decides, and nobody has said
└── ForbiddenByLawError the pack's procedure forbids the act
"""

from __future__ import annotations

from collections.abc import Sequence

from nigehban.jurisdiction.procedure import Row


class CustodyError(Exception):
    """Anything that keeps a step of custody from being recorded."""


class NoSuchAccusedError(CustodyError):
    """The case has no suspect of that number."""


class SexUnknownError(CustodyError):
    """Police custody of a woman is barred: it cannot be asked for as long as the sex is not stated."""


class ForbiddenByLawError(CustodyError):
    """The law forbids the step. ``rows`` are the deadlines and prohibitions that say so."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)
        super().__init__(" ".join(f"{row.rule.basis}: {row.explanation}" for row in self.rows))
