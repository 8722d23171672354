"""What is asked of the register of events: which period, from when on seen, for which units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Asking:
    """``begin`` to ``end`` (no longer inside), as it was known at ``as_of``; all in UTC.

    ``past``: units and persons are read as they stood at ``as_of`` too, from the history. ``unit`` narrows to one unit.
    ``zone`` is the one by whose days an entry ends.
    """

    begin: datetime
    end: datetime
    as_of: datetime
    past: bool = False
    unit: str | None = None
    zone: str = "UTC"
