"""What is done in operations."""

from nigehban.desk.operations.use_cases.conflicts import acknowledge, override, read_notice
from nigehban.desk.operations.use_cases.opening import plan_operation
from nigehban.desk.operations.use_cases.people import add_team, join_operation
from nigehban.desk.operations.use_cases.results import (
    Place,
    Seized,
    record_arrest,
    record_child,
    record_search,
    record_seizure,
    withdraw_result,
)
from nigehban.desk.operations.use_cases.stages import advance
from nigehban.desk.operations.use_cases.targets import Subject, add_target, change_target, remove_target
from nigehban.desk.operations.use_cases.warrants import add_warrant

__all__ = [
    "Place",
    "Seized",
    "Subject",
    "acknowledge",
    "add_target",
    "add_team",
    "add_warrant",
    "advance",
    "change_target",
    "join_operation",
    "override",
    "plan_operation",
    "read_notice",
    "record_arrest",
    "record_child",
    "record_search",
    "record_seizure",
    "remove_target",
    "withdraw_result",
]
