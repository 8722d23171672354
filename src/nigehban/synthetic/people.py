"""Who is in a synthetic world: persons, their accounts and belongings, households, rings and victims."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from nigehban.synthetic.names import Name
from nigehban.synthetic.places import Home


@dataclass(frozen=True, slots=True)
class Device:
    """A device: ``id_type`` is what a platform calls the number (IMEI, IDFA, Android ID, ...)."""

    id_type: str
    value: str


@dataclass(frozen=True, slots=True)
class Account:
    """One account on one platform."""

    platform: str
    user_id: str
    handle: str
    display_name: str


@dataclass(frozen=True, slots=True)
class Wallet:
    """Where money goes: ``kind`` is wallet, iban, btc, eth, trx or card."""

    kind: str
    value: str


@dataclass(slots=True)
class Person:
    """A synthetic person. Lists are theirs alone; what is shared stands in the household or the ring."""

    id: str
    name: Name
    female: bool
    born: date
    home: Home
    phones: list[str]
    emails: list[str]
    devices: list[Device]
    accounts: list[Account]
    router: str
    """The IPv6 address of the line at home."""
    cnic: str | None = None
    wallets: list[Wallet] = field(default_factory=list)
    collection: list[str] = field(default_factory=list)
    """MD5 of files that this person shares again and again."""
    household: Household | None = None
    ring: Ring | None = None
    seller: bool = False
    old: bool = False
    """Held their phone number a year or more before someone else got it."""


@dataclass(slots=True)
class Household:
    """Two to five persons under one roof; any of the shared things may stand in any member's referral."""

    id: str
    phone: str
    landline: str
    router: str
    device: Device


@dataclass(frozen=True, slots=True)
class Victim:
    """A child, or (in decoys) an adult, by an invented pseudonym only."""

    id: str
    screen_name: str
    user_id: str
    age: int
    school: str


@dataclass(slots=True)
class Ring:
    """Persons who act together: they share where the money goes, groups, devices, files and victims."""

    id: str
    wallets: list[Wallet]
    groups: list[str]
    devices: list[Device]
    files: list[str]
    victims: list[Victim]
    country: str | None
    """Where the ring reaches abroad, ``None`` for a domestic one."""
