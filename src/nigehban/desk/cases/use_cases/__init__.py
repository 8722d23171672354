"""What is done in cases."""

from nigehban.desk.cases.use_cases.care import change_care, record_care
from nigehban.desk.cases.use_cases.events import record_event, withdraw_event
from nigehban.desk.cases.use_cases.identities import open_identity, seal_identity
from nigehban.desk.cases.use_cases.joining import join_lead
from nigehban.desk.cases.use_cases.moving import move_case
from nigehban.desk.cases.use_cases.offences import add_offence, set_stage, withdraw_offence
from nigehban.desk.cases.use_cases.opening import open_case, open_case_from_complaint, open_case_from_lead
from nigehban.desk.cases.use_cases.parties import add_party, remove_party

__all__ = [
    "add_offence",
    "add_party",
    "change_care",
    "join_lead",
    "move_case",
    "open_case",
    "open_case_from_complaint",
    "open_case_from_lead",
    "open_identity",
    "record_care",
    "record_event",
    "remove_party",
    "seal_identity",
    "set_stage",
    "withdraw_event",
    "withdraw_offence",
]
