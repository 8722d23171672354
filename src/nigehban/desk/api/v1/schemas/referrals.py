"""Referrals that are handed in."""

from __future__ import annotations

from typing import Literal

from ninja import Schema


class Refused(Schema):
    """What was not taken, and why; ``path`` is the place within a ZIP, empty for the document itself."""

    path: str
    reason: str


class Taken(Schema):
    """What became of a document. ``referrals`` are ids; they are ranked with the next list."""

    outcome: Literal["stored", "known"]
    sha256: str
    referrals: list[str]
    refused: list[Refused]
