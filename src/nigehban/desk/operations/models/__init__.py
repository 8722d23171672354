"""An operation, what it is made of, and what came of it."""

from nigehban.desk.operations.models.conflict import Conflict, Notice
from nigehban.desk.operations.models.operation import Operation, OperationState
from nigehban.desk.operations.models.result import Result, ResultLine, What
from nigehban.desk.operations.models.target import Priority, Target, TargetState
from nigehban.desk.operations.models.team import Team
from nigehban.desk.operations.models.warrant import SealedAddress, Warrant

__all__ = [
    "Conflict",
    "Notice",
    "Operation",
    "OperationState",
    "Priority",
    "Result",
    "ResultLine",
    "SealedAddress",
    "Target",
    "TargetState",
    "Team",
    "Warrant",
    "What",
]
