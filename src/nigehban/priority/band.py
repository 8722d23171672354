"""The bands of danger: how soon a lead needs an officer."""

from __future__ import annotations

from enum import IntEnum


class Band(IntEnum):
    """A higher band always stands before a lower one, whatever else is known of the two leads."""

    ROUTINE = 0
    """Nothing stated points at a child in danger now."""
    ELEVATED = 1
    """Something points at an abuser or at a child: this week."""
    URGENT = 2
    """Enough to act on today; never archived."""
    IMMEDIATE = 3
    """One of the five concerns (see ``Concern``): now. Only a floor leads here, no sum of points does."""

    @property
    def label(self) -> str:
        """The word that is shown and stored: ``immediate``, ``urgent``, ``elevated`` or ``routine``."""
        return self.name.lower()

    @classmethod
    def labelled(cls, label: str) -> Band:
        """The band of a label; ``ValueError`` for a word that is none."""
        for band in cls:
            if band.label == label:
                return band
        raise ValueError(f"“{label}” is no band. Write one of: {', '.join(band.label for band in cls)}.")
