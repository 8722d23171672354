"""What can go wrong with operations.

OperationError
├── NoSuchOperationError     the officer sees no operation of that number
├── NoSuchRecordError        the operation has no such target, team, warrant or result
├── WrongStateError          the operation is not in the state that the act asks for
├── StaleError               somebody changed the operation since the form was made
├── OtherCircleError         the circle takes no part
├── AlreadyTargetError       the circle has this subject as a target already
├── NoSubjectError           a target names neither a party, nor a lead, nor an identifier
├── NoPlanError              children are expected at the address, and nothing says how they are kept safe
├── NoWarrantError           a search or a seizure names no warrant that holds (PECA 33, D8)
├── UnclearedConflictError   another circle is after the same subject, and not everybody knows
├── NotYourSideError         who acknowledges a conflict answers for one of its circles
└── WithdrawnAlreadyError    the result was taken back before
"""

from __future__ import annotations


class OperationError(Exception):
    """Anything that keeps something from being done in an operation."""


class NoSuchOperationError(OperationError):
    """No operation of that number is seen by this officer; whether there is one is not told."""


class NoSuchRecordError(OperationError):
    """The operation has no such target, team, warrant or result."""


class WrongStateError(OperationError):
    """The operation is not in the state that the act asks for."""


class StaleError(OperationError):
    """Somebody changed the operation since the form was made."""


class OtherCircleError(OperationError):
    """The circle takes no part in the operation."""


class AlreadyTargetError(OperationError):
    """The circle has this subject as a target already."""


class NoSubjectError(OperationError):
    """A target names a party, a lead or an identifier."""


class NoPlanError(OperationError):
    """Where children are expected, a plan says how they are kept safe."""


class NoWarrantError(OperationError):
    """No search and no seizure without the reference of a warrant that holds."""


class UnclearedConflictError(OperationError):
    """Before a door is knocked, everybody who is after the same person knows."""


class NotYourSideError(OperationError):
    """Each side of a conflict is acknowledged by an officer of its own."""


class WithdrawnAlreadyError(OperationError):
    """A result can be taken back once."""
