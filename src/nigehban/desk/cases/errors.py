"""What can go wrong with cases.

CaseError
├── NoSuchCaseError        the officer sees no case of that number
├── UnknownEventError      the pack has no event of that type
├── OtherCaseError         a party or an event belongs to another case
├── WithdrawnAlreadyError  the event was withdrawn before
├── BadTimeError           a day that cannot be meant
├── BadValueError          a value that cannot be kept as it is
├── LeadTakenError         the lead is in another open case
├── NoSuchStepError        the procedure knows no such step from here
├── StaleError             somebody else changed it meanwhile
├── ForbiddenByLawError    the pack blocks it, with section and explanation
├── NotTheLawError         no offence of that name was in force on that day
└── DoneAlreadyError       it was done, completed or withdrawn before
"""

from __future__ import annotations

from collections.abc import Sequence

from nigehban.jurisdiction.procedure import Row


class CaseError(Exception):
    """Anything that keeps something from being done in a case."""


class NoSuchCaseError(CaseError):
    """No case of that number is seen by this officer; whether there is one is not told."""


class UnknownEventError(CaseError):
    """The case's pack knows no event of that type."""


class OtherCaseError(CaseError):
    """A party or an event of another case was named."""


class WithdrawnAlreadyError(CaseError):
    """An event can be withdrawn once."""


class BadTimeError(CaseError):
    """A time before 1970, after 2100 or still to come is a slip of the pen."""


class BadValueError(CaseError):
    """Something that is needed is missing, or is not what it should be."""


class LeadTakenError(CaseError):
    """One lead is worked in one open case; ``case`` is the number of that case."""

    def __init__(self, message: str, case: str) -> None:
        self.case = case
        super().__init__(message)


class NoSuchStepError(CaseError):
    """No step of the procedure leads from the case's state to that one."""


class StaleError(CaseError):
    """The form was made before somebody else changed what it is about."""


class ForbiddenByLawError(CaseError):
    """The law, as the pack states it, forbids the act; ``rows`` are the deadlines that say so."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)
        super().__init__(" ".join(f"{row.rule.basis}: {row.explanation}" for row in rows))


class NotTheLawError(CaseError):
    """Nobody is charged with what was no offence on the day of the conduct."""


class DoneAlreadyError(CaseError):
    """It was done before, perhaps by somebody else."""
