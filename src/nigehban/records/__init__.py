"""The plain records that the readers give and every other room takes.

Three rules hold for all of them. *Absent is not false*: a field that a document does not state is
``None``, an empty string is a stated empty string. *A fact carries its pointer*: JSON pointer (RFC 6901),
XPath, RFC 7111 cell or A1 cell, into the source document whose SHA-256 the document record names. *Raw stays*:
values here are as the sender wrote them; canonical forms are made by ``nigehban.identifiers``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, overload


class Role(StrEnum):
    """What a party is in one referral; never a property of a person."""

    REPORTED = "reported"
    VICTIM = "victim"
    RECIPIENT = "recipient"
    REPORTER = "reporter"
    ASSOCIATED = "associated"
    NONE = "none"


class Scheme(StrEnum):
    """Who numbers the referral: the first half of its id."""

    NCMEC = "NCMEC"
    PLATFORM = "PLATFORM"
    INTERPOL = "INTERPOL"
    HOTLINE = "HOTLINE"
    FOREIGN = "FOREIGN"
    FAMILY = "FAMILY"
    PROVINCIAL = "PROVINCIAL"
    WATCH = "WATCH"
    OTHER = "OTHER"


class Fact(NamedTuple):
    """One leaf of the source document.

    ``value`` is its text (JSON numbers and booleans as JSON writes them; ``None`` for a JSON null; ``{}`` and
    ``[]`` for empty containers; ``""`` for an XML presence flag). ``mapped`` says whether a field of the
    records took it.
    """

    name: str
    value: str | None
    pointer: str
    mapped: bool


class Spot:
    """A fact's name and its pointer. Documents of one form share theirs, and so do their facts."""

    __slots__ = ("name", "pointer")

    def __init__(self, name: str, pointer: str) -> None:
        self.name = name
        self.pointer = pointer


@dataclass(slots=True)
class FactColumns:
    """Facts by column: three lists of one length."""

    spots: list[Spot] = field(default_factory=list)
    values: list[str | None] = field(default_factory=list)
    mapped: list[bool] = field(default_factory=list)


class Facts(Sequence[Fact]):
    """The facts of one referral, in the order of the document.

    There are hundreds, and not everyone asks: ``find`` is called when somebody first does.
    """

    __slots__ = ("_columns", "_find")

    def __init__(self, find: Callable[[], FactColumns] = FactColumns) -> None:
        self._columns: FactColumns | None = None
        self._find = find

    @property
    def columns(self) -> FactColumns:
        """All of them. What is added here is added to them."""
        if self._columns is None:
            self._columns, self._find = self._find(), FactColumns
        return self._columns

    @overload
    def __getitem__(self, index: int) -> Fact: ...
    @overload
    def __getitem__(self, index: slice) -> list[Fact]: ...
    def __getitem__(self, index: int | slice) -> Fact | list[Fact]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        columns = self.columns
        spot = columns.spots[index]
        return Fact(spot.name, columns.values[index], spot.pointer, columns.mapped[index])

    def __iter__(self) -> Iterator[Fact]:
        columns = self.columns
        for spot, value, mapped in zip(columns.spots, columns.values, columns.mapped, strict=True):
            yield Fact(spot.name, value, spot.pointer, mapped)

    def __len__(self) -> int:
        return len(self.columns.values)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Facts) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # equal by content, which can grow

    def extend(self, facts: Iterable[Fact]) -> None:
        """Append facts that do not share their spots."""
        columns = self.columns
        for name, value, pointer, mapped in facts:
            columns.spots.append(Spot(name, pointer))
            columns.values.append(value)
            columns.mapped.append(mapped)


class Instant(NamedTuple):
    """A time as the source wrote it, and the same in UTC.

    ``utc`` is ``None`` when the text is no time. ``zone_known`` is False when the source gave no zone; ``utc`` then
    reads the text as if it were UTC, and everything that relies on it must say so.
    """

    text: str
    utc: datetime | None
    zone_known: bool


@dataclass(slots=True)
class Mention:
    """One identifier as the document states it.

    ``kind`` is a name of ``nigehban.identifiers`` (``email``, ``phone``, ``account``, ...). ``hint`` carries what the
    cleaning needs beside the value: the platform of an account or handle, the calling code of a phone, the
    idType of a device. ``party`` and ``file`` are indexes into the referral's lists, -1 for none.
    ``derived`` is True for what was found in free text; ``raw`` is then the words as they stood there.
    """

    kind: str
    raw: str
    pointer: str
    role: Role = Role.NONE
    party: int = -1
    file: int = -1
    hint: str | None = None
    verified: bool | None = None
    event: str | None = None
    at: Instant | None = None
    port: int | None = None
    proxy: bool | None = None
    derived: bool = False


@dataclass(slots=True)
class Place:
    """Where something is said to be. ``source`` says how the sender knows: see ``PlaceSource``."""

    source: PlaceSource
    pointer: str
    role: Role = Role.NONE
    party: int = -1
    text: str | None = None
    city: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None
    ip: str | None = None
    network: str | None = None
    verified: bool | None = None


class PlaceSource(StrEnum):
    """How the sender came to a place, surest first."""

    ADDRESS = "address"
    STATED = "stated"
    ESTIMATED = "estimated"
    IP_LOOKUP = "ip_lookup"
    PHONE_LOOKUP = "phone_lookup"


@dataclass(slots=True)
class Party:
    """A person (or a user of a service) in one referral. ``attributes`` holds the stated factors by our names:

    ``access_to_children``, ``access_to_victim``, ``relationship_to_victim``, ``convicted``, ``occupation``,
    ``firearms``, ``aware_of_report``, ``gang``, ``compromised``, ``disabled``, ``third_party``, ``gender``,
    ``school``, ``physical_description``; each with its value as text and its pointer.
    """

    role: Role
    pointer: str
    name: str | None = None
    name_pointer: str | None = None
    birth_date: str | None = None
    birth_pointer: str | None = None
    age: int | None = None
    age_pointer: str | None = None
    attributes: dict[str, Stated] = field(default_factory=dict)


class Stated(NamedTuple):
    """A value and where it stands."""

    value: str
    pointer: str


@dataclass(slots=True)
class File:
    """A file that the sender reports; its hashes are mentions of kind ``file_hash`` with ``file`` set.

    ``name`` is the name under which the file was delivered, ``original_name`` the one that the user gave it.
    """

    pointer: str
    external_id: str | None = None
    name: str | None = None
    viewed: bool | None = None
    exif_viewed: bool | None = None
    public: bool | None = None
    industry_class: str | None = None
    relevance: str | None = None
    uploaded: Instant | None = None
    media_type: str | None = None
    original_name: str | None = None


class Tag(NamedTuple):
    """A presence tag: stated, or not stated; there is no false. ``file`` is -1 for a tag of the whole referral.

    ``name`` is folded to our snake_case names (``sextortion``, ``generative_ai``, ``live_streaming``, ``viral``,
    ``potential_meme``, ``anime``, ``spam``, ``physical_harm``, ``sadistic``, ``infant``, ``self_produced``,
    ``solicitation``, ``minor_to_minor``, ``informational``, ``violence``, ``bestiality``, ``batched``, ...); a tag that
    we have no name for keeps the sender's in snake_case.
    """

    name: str
    pointer: str
    stated_by: str
    file: int = -1


class Narrative(NamedTuple):
    """A piece of free text: ``kind`` is chat, email, note, summary, escalation, bio or additional."""

    kind: str
    text: str
    pointer: str
    role: Role = Role.NONE
    party: int = -1


class Chain(NamedTuple):
    """An explicit reference to another referral: ``kind`` is supplement, prior or associated.

    ``target`` is that referral's whole id, for example ``NCMEC:104455667``.
    """

    kind: str
    target: str
    pointer: str


@dataclass(slots=True)
class Referral:
    """One referral as one document states it. Its id is ``scheme:external_id``; versions share the id.

    ``part`` is True for a document that only adds to a referral (a platform's ``fileDetails``), which never
    supersedes an earlier version. ``received`` orders versions (then the document's digest).
    ``commerce`` is ``buyer`` or ``seller`` of the reported party where the document states it.
    """

    scheme: Scheme
    external_id: str
    pointer: str
    part: bool = False
    reporter: str | None = None
    platform: str | None = None
    incident_type: Stated | None = None
    incident_types_extra: list[Stated] = field(default_factory=list)
    incident_at: Instant | None = None
    incident_pointer: str | None = None
    ongoing: bool | None = None
    ongoing_pointer: str | None = None
    received: Instant | None = None
    informational: bool | None = None
    informational_pointer: str | None = None
    sender_priority: Stated | None = None
    sender_classification: Stated | None = None
    escalation: Stated | None = None
    country: Stated | None = None
    commerce: Stated | None = None
    parties: list[Party] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    narratives: list[Narrative] = field(default_factory=list)
    chains: list[Chain] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    warnings: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The referral's lasting id, for example ``NCMEC:104455667``."""
        return f"{self.scheme}:{self.external_id}"


@dataclass(slots=True)
class Document:
    """What one source document gave: at least one referral, or the reader refused it.

    ``sha256`` is the lower-case hex digest of the bytes as they arrived (before any decoding).
    """

    sha256: str
    format: str
    referrals: list[Referral]
    warnings: list[str] = field(default_factory=list)
