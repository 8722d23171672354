"""Why a reference gets no offence.

LawError
├── UnknownReferenceError   no such section in the pack, or several acts have it; the nearest are named
└── NotInForceError         there is such a section; it was not in force on the day
"""

from __future__ import annotations

from datetime import date

from nigehban.jurisdiction.law.records import Offence


class LawError(Exception):
    """The pack's law has no answer; ``nearest`` are offences that may have been meant."""

    reason = "error"

    def __init__(self, message: str, nearest: tuple[Offence, ...] = ()) -> None:
        self.nearest = nearest
        super().__init__(message)


class UnknownReferenceError(LawError):
    """The reference is no section of the pack's law, or it does not say of which act."""

    reason = "unknown"


class NotInForceError(LawError):
    """The section was not in force on that day: no punishment without a law of the day of the offence."""

    reason = "not_in_force"

    def __init__(self, message: str, offence: Offence, on: date, nearest: tuple[Offence, ...]) -> None:
        self.offence, self.on = offence, on
        super().__init__(message, nearest)
