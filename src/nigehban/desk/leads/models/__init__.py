"""Two sorts of tables. *Derived*: leads and what explains them, rebuilt whole from stored rows and swapped in one
transaction (``nigehban.desk.leads.rebuild``). *Decided*: what officers did, appended only, obeyed by every rebuild.
"""

from nigehban.desk.leads.models.decision import Act, LeadDecision
from nigehban.desk.leads.models.lead import Band, Lead, LeadMember, LeadReason, State
from nigehban.desk.leads.models.network import Level, Link, Network

__all__ = ["Act", "Band", "Lead", "LeadDecision", "LeadMember", "LeadReason", "Level", "Link", "Network", "State"]
