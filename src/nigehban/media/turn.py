"""The eight ways in which a picture can lie."""

from __future__ import annotations

from enum import IntEnum


class Turn(IntEnum):
    """In the order and by the names of PDQ's reference: the place of each hash among the eight."""

    ORIGINAL = 0
    ROTATE_90 = 1
    ROTATE_180 = 2
    ROTATE_270 = 3
    FLIP_X = 4
    FLIP_Y = 5
    FLIP_PLUS_1 = 6
    FLIP_MINUS_1 = 7

    @property
    def word(self) -> str:
        """As answers have it: ``rotate-90``."""
        return self.name.lower().replace("_", "-")
