"""What officers do with leads: permission, one transaction, record."""

from nigehban.desk.leads.use_cases.judging import judge
from nigehban.desk.leads.use_cases.merging import merge_leads
from nigehban.desk.leads.use_cases.placing import archive_lead, assign_lead, reopen_lead
from nigehban.desk.leads.use_cases.splitting import split_lead
from nigehban.desk.leads.use_cases.undoing import undo

__all__ = ["archive_lead", "assign_lead", "judge", "merge_leads", "reopen_lead", "split_lead", "undo"]
