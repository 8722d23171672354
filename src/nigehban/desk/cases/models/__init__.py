"""A case, the people in it, and the events that are all that is counted."""

from nigehban.desk.cases.models.case import Case, CaseCounter
from nigehban.desk.cases.models.event import CaseEvent
from nigehban.desk.cases.models.party import Party, PartyRole
from nigehban.desk.cases.models.person import Person, SealedIdentity, Sex

__all__ = ["Case", "CaseCounter", "CaseEvent", "Party", "PartyRole", "Person", "SealedIdentity", "Sex"]
