"""What each referral is to be about, before a word of it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from nigehban.synthetic.people import Account, Person, Victim
from nigehban.synthetic.platforms import Level, Platform


class Danger(StrEnum):
    """Why a child is at risk now."""

    SEXTORTION = "sextortion"
    SELF_HARM = "self_harm"
    PLANNED_MEETING = "planned_meeting"
    CONTACT_ABUSE = "contact_abuse"
    THREAT_TO_LIFE = "threat_to_life"
    LIVE_STREAMING = "live_streaming"


class Told(StrEnum):
    """How the document tells of the danger: one way only."""

    TAG = "tag"
    FIELD = "field"
    ENGLISH = "english"
    URDU = "urdu"
    ROMAN = "roman"

    @property
    def in_words(self) -> bool:
        """Whether only free text tells it."""
        return self not in {Told.TAG, Told.FIELD}


class Missing(StrEnum):
    """What a referral lacks by ordinary rules."""

    IDENTIFIER = "identifier"
    PLACE = "place"


class Shape(StrEnum):
    """The format a referral is delivered in."""

    POLICE_JSON = "police_json"
    POLICE_ZIP = "police_zip"
    PLATFORM_XML = "platform_xml"
    HOTLINE = "hotline"
    INTERPOL = "interpol"
    FOREIGN = "foreign"
    FAMILY = "family"
    PROVINCIAL = "provincial"

    @property
    def police(self) -> bool:
        """Whether it comes as the police form of a clearing house."""
        return self in {Shape.POLICE_JSON, Shape.POLICE_ZIP}

    @property
    def knows_accounts(self) -> bool:
        """Whether it has a place for the platform's number of the user."""
        return self not in {Shape.HOTLINE, Shape.FAMILY, Shape.PROVINCIAL}

    @property
    def knows_addresses(self) -> bool:
        """Whether it has a place for IP events of the person reported."""
        return self.knows_accounts

    @property
    def tabular(self) -> bool:
        """Whether it is a row of a sheet."""
        return not self.police and self is not Shape.PLATFORM_XML


@dataclass(slots=True)
class Plan:
    """One referral to be written. Times are seconds since the month began (in UTC)."""

    person: Person
    account: Account
    platform: Platform
    received: int
    incident: int
    shape: Shape = Shape.POLICE_JSON
    level: Level = Level.TYPICAL
    danger: Danger | None = None
    told: Told | None = None
    victim: Victim | None = None
    adult_decoy: bool = False
    talk_decoy: bool = False
    missing: Missing | None = None
    brings: Missing | None = None
    """What a later referral brings to the one that lacked it."""
    answers: Plan | None = None
    """The referral that a later one was made to wake, or only to look as if."""
    supplements: Plan | None = None
    later: bool = False
    number: int = 0
    scheme: str = ""
    followers: list[Plan] = field(default_factory=list)

    @property
    def referral(self) -> str:
        """The id that the readers give: ``scheme:number``."""
        return f"{self.scheme}:{self.external_id}"

    @property
    def external_id(self) -> str:
        """The number by which the readers know the referral: some lists make it of several columns."""
        if self.shape is Shape.FOREIGN:
            return f"{FOREIGN_AGENCY}-{self.case_number}"
        if self.shape is Shape.PROVINCIAL:
            return f"{self.district}-{self.station}-{self.case_number}"
        return self.case_number

    @property
    def case_number(self) -> str:
        """The number as the sender writes it."""
        return f"{_PREFIXES.get(self.shape, '')}{self.number}"

    @property
    def district(self) -> str:
        """Where the provincial police took the complaint: at home, or in the capital for someone abroad."""
        return self.person.home.district or "Islamabad"

    @property
    def station(self) -> str:
        """The police station, invented."""
        return f"Example Station {self.number % 7 + 1}"


FOREIGN_AGENCY = "Example Police"
_PREFIXES = {
    Shape.HOTLINE: "HL-",
    Shape.INTERPOL: "I-",
    Shape.FOREIGN: "FP-",
    Shape.FAMILY: "FM-",
}
SCHEMES = {
    Shape.POLICE_JSON: "NCMEC",
    Shape.POLICE_ZIP: "NCMEC",
    Shape.PLATFORM_XML: "NCMEC",
    Shape.HOTLINE: "HOTLINE",
    Shape.INTERPOL: "INTERPOL",
    Shape.FOREIGN: "FOREIGN",
    Shape.FAMILY: "FAMILY",
    Shape.PROVINCIAL: "PROVINCIAL",
}
