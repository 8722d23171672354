"""What officers do with leads: permission, one transaction, record."""

from nigehban.desk.leads.use_cases.judging import judge
from nigehban.desk.leads.use_cases.merging import merge_leads
from nigehban.desk.leads.use_cases.placing import archive_lead, assign_lead, reopen_lead
from nigehban.desk.leads.use_cases.splitting import split_lead
from nigehban.desk.leads.use_cases.tray import act_on_tray, drop, put_into_tray
from nigehban.desk.leads.use_cases.undoing import undo, undo_batch

__all__ = [
    "act_on_tray",
    "archive_lead",
    "assign_lead",
    "drop",
    "judge",
    "merge_leads",
    "put_into_tray",
    "reopen_lead",
    "split_lead",
    "undo",
    "undo_batch",
]
