"""How sure the pack is of a fact."""

from __future__ import annotations

MARKS = ("P", "S", "M", "C")
"""P primary text read, S secondary source, M from memory (unverified), C sources conflict."""

WEAK = frozenset("MC")
"""Marks of facts that nobody should act on before counsel has looked."""

NEEDS_REVIEW = "needs counsel's review"
"""What every answer of law says of itself until counsel has confirmed the pack."""
