"""Two sorts of tables. *Derived*: leads and what explains them, rebuilt whole from stored rows and swapped in one
transaction (``nigehban.desk.leads.rebuild``). *Decided*: what officers did, appended only, obeyed by every rebuild and
at once (``nigehban.desk.leads.persons``).
"""

from nigehban.desk.leads.models.act import (
    JOINING,
    OF_PERSONS,
    OF_PLACE,
    PARTING,
    VERDICTS,
    Act,
    ActLead,
    ActSide,
    LeadAct,
    Withdrawn,
)
from nigehban.desk.leads.models.lead import Band, Lead, LeadMember, LeadReason, State
from nigehban.desk.leads.models.listed import Listed
from nigehban.desk.leads.models.network import Level, Link, Network
from nigehban.desk.leads.models.number import NumberChange
from nigehban.desk.leads.models.tray import TrayItem

__all__ = [
    "JOINING",
    "OF_PERSONS",
    "OF_PLACE",
    "PARTING",
    "VERDICTS",
    "Act",
    "ActLead",
    "ActSide",
    "Band",
    "Lead",
    "LeadAct",
    "LeadMember",
    "LeadReason",
    "Level",
    "Link",
    "Listed",
    "Network",
    "NumberChange",
    "State",
    "TrayItem",
    "Withdrawn",
]
