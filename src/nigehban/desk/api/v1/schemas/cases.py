"""Cases. No field holds the name of a person: parties are pseudonyms."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import AwareDatetime

from nigehban.desk.api.v1.schemas.common import Listing

Code = Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")]


class CasesAsked(Listing):
    """The list, narrowed as its page can be; ``updated_since``: those in which anything changed from then on."""

    mine: bool = False
    unit: Code = ""
    state: Code = ""
    overdue: bool = False
    updated_since: AwareDatetime | None = None


class CaseOut(Schema):
    """A case of the list. ``updated_at`` is when it, or what happened in it, was last written."""

    number: str
    unit: str
    state: str
    gist: str
    register_number: str
    sealed: bool
    opened_at: datetime
    updated_at: datetime
    next_due: datetime | None
    merged_into: str | None


class CasePage(Schema):
    """Cases, the newest first."""

    items: list[CaseOut]
    next: str | None


class PartyOut(Schema):
    """Who takes part, by a pseudonym."""

    role: Literal["suspect", "victim", "witness", "complainant"]
    called: str


class WholeCase(CaseOut):
    """A case with its parties and leads."""

    pack: str
    version: int
    parties: list[PartyOut]
    leads: list[str]


class DeadlineOut(Schema):
    """A deadline as it stands now. ``concerns`` is the pseudonym of whom it is about."""

    rule: str
    weight: str
    standing: Literal["running", "warning", "met", "missed", "blocked", "extended"]
    since: datetime
    due: datetime | None
    done_at: datetime | None
    concerns: str | None


class DeadlinePage(Schema):
    """Deadlines by their due time."""

    items: list[DeadlineOut]
    next: str | None


class EventsAsked(Listing):
    """The events of a case; ``recorded_since``: those of which the desk learned from then on."""

    recorded_since: AwareDatetime | None = None


class EventOut(Schema):
    """What happened, without its particulars. ``withdrawn`` was taken back."""

    id: int
    type: str
    at: datetime
    recorded_at: datetime
    concerns: str | None
    ref: str
    withdrawn: bool


class EventPage(Schema):
    """Events, the oldest first."""

    items: list[EventOut]
    next: str | None
