"""What is done in cases."""

from nigehban.desk.cases.use_cases.events import record_event, withdraw_event
from nigehban.desk.cases.use_cases.identities import open_identity, seal_identity
from nigehban.desk.cases.use_cases.joining import join_lead
from nigehban.desk.cases.use_cases.moving import move_case
from nigehban.desk.cases.use_cases.opening import open_case, open_case_from_complaint, open_case_from_lead

__all__ = [
    "join_lead",
    "move_case",
    "open_case",
    "open_case_from_complaint",
    "open_case_from_lead",
    "open_identity",
    "record_event",
    "seal_identity",
    "withdraw_event",
]
