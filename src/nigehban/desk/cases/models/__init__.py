"""A case, the people in it, the events that are all that is counted, and what is kept beside them."""

from nigehban.desk.cases.models.care import Care, CareAction
from nigehban.desk.cases.models.case import Case, CaseCounter
from nigehban.desk.cases.models.deadline import CaseDeadline, Standing
from nigehban.desk.cases.models.event import CaseEvent
from nigehban.desk.cases.models.feed import CalendarFeed
from nigehban.desk.cases.models.lead import CaseLead, CaseReferral
from nigehban.desk.cases.models.note import CaseNote, NoteKind
from nigehban.desk.cases.models.offence import CaseOffence, Stage
from nigehban.desk.cases.models.pack_read import PackRead
from nigehban.desk.cases.models.party import Party, PartyRole
from nigehban.desk.cases.models.person import Person, SealedIdentity, Sex
from nigehban.desk.cases.models.request import Direction, ForeignRequest, ProviderRequest, RequestKind
from nigehban.desk.cases.models.seizure import ItemKind, SeizedItem, Seizure
from nigehban.desk.cases.models.task import CaseTask

__all__ = [
    "CalendarFeed",
    "Care",
    "CareAction",
    "Case",
    "CaseCounter",
    "CaseDeadline",
    "CaseEvent",
    "CaseLead",
    "CaseNote",
    "CaseOffence",
    "CaseReferral",
    "CaseTask",
    "Direction",
    "ForeignRequest",
    "ItemKind",
    "NoteKind",
    "PackRead",
    "Party",
    "PartyRole",
    "Person",
    "ProviderRequest",
    "RequestKind",
    "SealedIdentity",
    "SeizedItem",
    "Seizure",
    "Sex",
    "Stage",
    "Standing",
]
