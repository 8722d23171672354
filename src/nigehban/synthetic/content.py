"""What one referral says, before any format gives it a shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from nigehban.synthetic.people import Account, Device, Wallet
from nigehban.synthetic.places import Home
from nigehban.synthetic.plan import Plan


class ShownPhone(NamedTuple):
    """A phone as written, its kind (Mobile, Home, ...), and whether the platform verified it."""

    written: str
    kind: str
    verified: bool | None


class ShownEmail(NamedTuple):
    """An e-mail as written."""

    written: str
    kind: str
    verified: bool | None


class Capture(NamedTuple):
    """One IP event. ``at`` is the text of its time, ``None`` where the sender gave none."""

    address: str
    event: str
    at: str | None
    port: int | None
    proxy: bool | None


class SharedFile(NamedTuple):
    """A file as reported. ``media`` holds its bytes only where they are delivered as well."""

    md5: str
    name: str
    external_id: str
    video: bool
    viewed: bool | None
    uploaded: str
    tags: tuple[str, ...]
    industry: str | None
    media: bytes | None = None


class Text(NamedTuple):
    """Free text: ``kind`` is chat, note, additional or bio."""

    kind: str
    words: str


@dataclass(slots=True)
class Report:
    """The content of one referral. Absent is ``None`` or empty; what is here will be written."""

    plan: Plan
    incident_at: str = ""
    received_at: str = ""
    incident_type: str = ""
    account: Account | None = None
    user_id: str | None = None
    handle: str | None = None
    display_name: str | None = None
    name: tuple[str, str] | None = None
    birth: str | None = None
    age: int | None = None
    cnic: str | None = None
    phones: list[ShownPhone] = field(default_factory=list)
    emails: list[ShownEmail] = field(default_factory=list)
    devices: list[Device] = field(default_factory=list)
    captures: list[Capture] = field(default_factory=list)
    address: Home | None = None
    estimated: Home | None = None
    wallet: Wallet | None = None
    commerce: str | None = None
    group: str | None = None
    vehicle: str | None = None
    linked: Account | None = None
    """Another account of the same person that the platform knows of."""
    files: list[SharedFile] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    annotations: list[str] = field(default_factory=list)
    """Tags of the whole report by our names."""
    escalation: str | None = None
    relationship: str | None = None
    access: bool | None = None
    ongoing: bool | None = None
    informational: bool = False
    priority: str = "E"
    prior: int | None = None
    evidence: list[str] = field(default_factory=list)
    """What is this person's own and could link it to another referral of theirs, in canonical form."""
    solvable: bool = False
    place_shown: str = ""
    """The surest way in which the document shows the true town: address, estimated, lookup, or nothing."""
