"""Where long work tells how far it is: the caller shows it, or does not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol


class Step(Protocol):
    """Where progress of one step is told."""

    def total(self, amount: int) -> None:
        """How much there is to do."""

    def advance(self, amount: int = 1) -> None:
        """More was done."""


Steps = Callable[[str], AbstractContextManager[Step]]
"""Opens a step of long work by its title."""
