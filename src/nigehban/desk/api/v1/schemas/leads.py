"""Leads."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Schema

from nigehban.desk.api.v1.schemas.common import Listing

BandName = Literal["routine", "elevated", "urgent", "immediate"]
StateName = Literal["open", "archived", "collapsed"]


class LeadsAsked(Listing):
    """The list, narrowed as its page can be."""

    state: StateName = "open"
    band: BandName | None = None
    unit: str | None = Field(None, max_length=32, pattern=r"^[^\x00]*$")


class LeadOut(Schema):
    """A lead of the list: nothing in it names a person. ``rank`` 1 is the most urgent; axes are points."""

    id: str
    rank: int
    band: BandName
    state: StateName
    solvable: bool | None
    danger: int
    solvability: int
    deadline: int
    novelty: int
    unit: str | None
    network: str
    referrals: int


class LeadPage(Schema):
    """Leads in their order, and the cursor of the next page."""

    items: list[LeadOut]
    next: str | None


class ReasonOut(Schema):
    """Why a lead stands where it stands: the rule, and the place in the source that fired it."""

    axis: str
    rule: str
    points: int
    text: str
    referral: str | None
    pointer: str | None


class WholeLead(LeadOut):
    """A lead with its reasons. ``missing`` are codes of what would wake it when it is archived."""

    missing: list[str]
    raise_if: str | None
    archive_reason: str | None
    reasons: list[ReasonOut]


class Moved(Schema):
    """Under which number the lead stands now; the address is in ``Location``."""

    moved: str


class MemberOut(Schema):
    """A referral of a lead."""

    referral: str
    status: StateName
    bundle: str | None
    received: datetime | None
    platform: str | None
    incident_type: str | None


class MemberPage(Schema):
    """Referrals of a lead."""

    items: list[MemberOut]
    next: str | None


class LinkOut(Schema):
    """Two referrals that belong together: ``a`` is of this lead, ``lead`` the one in which ``b`` is."""

    a: str
    b: str
    lead: str
    level: Literal["subject", "network"]
    kind: str
    score: float
    held: bool


class LinkPage(Schema):
    """Links of a lead, the strongest first."""

    items: list[LinkOut]
    next: str | None
