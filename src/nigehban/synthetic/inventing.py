"""Persons, households, rings and victims out of nothing but a random generator."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from random import Random

from nigehban.synthetic import reserved
from nigehban.synthetic.commons import group_link, router_address
from nigehban.synthetic.difficulty import Difficulty
from nigehban.synthetic.names import Name, NamePart, invent_name
from nigehban.synthetic.people import Account, Device, Household, Person, Ring, Victim, Wallet
from nigehban.synthetic.places import ABROAD, Home, home_abroad, home_here
from nigehban.synthetic.platforms import BY_NAME, pick_platform
from nigehban.synthetic.writing import handle_of

_FIRST_BIRTH = date(1962, 1, 1)
_LAST_BIRTH_DAYS = 46 * 365
_REGIONS = {"Khyber Pakhtunkhwa": 1, "Punjab": 3, "Sindh": 4, "Balochistan": 5, "Islamabad": 6, "Gilgit-Baltistan": 7}
_WALLET_KINDS = ("wallet", "wallet", "wallet", "iban", "btc", "eth", "trx")
_DEVICE_KINDS = ("IMEI", "IDFA", "Android ID", "ICCID")


class Inventor:
    """Invents everybody of one community; ``label`` keeps their ids apart from other communities'."""

    def __init__(self, rng: Random, difficulty: Difficulty, label: str) -> None:
        self._rng = rng
        self._difficulty = difficulty
        self._label = label
        self._numbers = count()

    def _id(self, letter: str) -> str:
        return f"{letter}{self._label}-{next(self._numbers):05d}"

    def person(self, accounts: int = 1, home: Home | None = None, family: NamePart | None = None) -> Person:
        """A person with ``accounts`` accounts over several platforms."""
        rng = self._rng
        if home is None:
            home = home_abroad(rng) if rng.random() < self._difficulty.abroad_share else home_here(rng)
        female = rng.random() < 0.15
        name = invent_name(rng, female=female, local=home.local, family=family)
        return Person(
            id=self._id("P"),
            name=name,
            female=female,
            born=_FIRST_BIRTH + timedelta(days=rng.randrange(_LAST_BIRTH_DAYS)),
            home=home,
            phones=[reserved.phone(rng, home.country) for _ in range(1 + (rng.random() < 0.25))],
            emails=[invent_email(rng, name) for _ in range(1 + (rng.random() < 0.4))],
            devices=[invent_device(rng) for _ in range(1 + (rng.random() < 0.3))],
            accounts=[invent_account(rng, name) for _ in range(accounts)],
            router=router_address(rng, local=home.local),
            cnic=_card(rng, home, female=female),
        )

    def household(self, size: int) -> list[Person]:
        """``size`` persons of one family under one roof."""
        rng = self._rng
        home = home_here(rng)
        first = self.person(1 + (rng.random() < 0.3), home)
        members = [first] + [self.person(1 + (rng.random() < 0.3), home, first.name.family) for _ in range(size - 1)]
        shared = Household(self._id("H"), reserved.phone(rng), reserved.landline(rng), first.router, invent_device(rng))
        for member in members:
            member.household = shared
            member.router = shared.router
        return members

    def ring(self, accounts: int) -> list[Person]:
        """Persons who hold ``accounts`` accounts together and share what a ring shares."""
        rng = self._rng
        abroad = rng.random() < self._difficulty.ring_reaches_abroad
        country = rng.choice(ABROAD).country if abroad else None
        ring = self._bare_ring(country, accounts)
        members: list[Person] = []
        while accounts > 0:
            held = min(accounts, rng.choice((1, 1, 1, 2, 2, 3)))
            home = home_abroad(rng, country) if abroad and rng.random() < 0.25 else None
            members.append(self.person(held, home))
            accounts -= held
        for index, member in enumerate(members):
            member.ring = ring
            member.seller = index % 8 == 0
        return members

    def _bare_ring(self, country: str | None, accounts: int) -> Ring:
        rng = self._rng
        return Ring(
            id=self._id("R"),
            wallets=[invent_wallet(rng) for _ in range(1 + accounts // 15)],
            groups=[group_link(rng) for _ in range(1 + accounts // 20)],
            devices=[invent_device(rng) for _ in range(1 + accounts // 10)],
            files=[reserved.md5(rng) for _ in range(accounts + 3)],
            victims=[self.victim(minor=True) for _ in range(1 + accounts // 12)],
            country=country,
        )

    def victim(self, *, minor: bool) -> Victim:
        """A pseudonym: no name, no place, only an age and a screen name."""
        rng = self._rng
        number = self._id("V")
        age = rng.randrange(8, 18) if minor else rng.randrange(19, 45)
        school = f"Example School {rng.randrange(1, 400)}" if minor else ""
        return Victim(number, f"user_{number.lower()}", str(rng.randrange(10**12, 10**13)), age, school)


def _card(rng: Random, home: Home, *, female: bool) -> str | None:
    if not home.local:
        return reserved.passport(rng)
    return reserved.cnic(rng, _REGIONS[home.region], female=female)


def invent_email(rng: Random, name: Name) -> str:
    """An address at a domain that is kept for examples."""
    user = f"{name.given.usual}{rng.choice(('', '.', '_'))}{name.family.usual}{rng.randrange(100_000)}"
    return f"{user.lower().replace(' ', '')}@{rng.choice(reserved.MAIL_DOMAINS)}"


def invent_device(rng: Random) -> Device:
    """A device number of one of the kinds that platforms report."""
    kind = rng.choice(_DEVICE_KINDS)
    if kind == "IMEI":
        return Device(kind, reserved.imei(rng))
    if kind == "ICCID":
        return Device(kind, reserved.iccid(rng))
    if kind == "IDFA":
        return Device(kind, reserved.advertising_id(rng))
    return Device(kind, f"{rng.getrandbits(64):016x}")


def invent_account(rng: Random, name: Name) -> Account:
    """An account on a platform drawn from today's mix."""
    platform = pick_platform(rng)
    handle = handle_of(rng, name.given.usual, name.family.usual)
    return Account(platform.name, user_id(rng, platform.name), handle, name.usual)


def user_id(rng: Random, platform: str) -> str:
    """A user id in the shape the platform uses."""
    if platform == "WhatsApp":
        return reserved.phone(rng).lstrip("+")
    if platform in {"Facebook", "Instagram", "TikTok", "X", "Discord"}:
        return str(rng.randrange(10**14, 10**15))
    if platform == "Google":
        return str(rng.randrange(10**20, 10**21))
    if platform in BY_NAME:
        return f"{rng.getrandbits(64):016x}"
    raise ValueError(f"no platform is called {platform}")


def invent_wallet(rng: Random) -> Wallet:
    """A place where money goes."""
    kind = rng.choice(_WALLET_KINDS)
    if kind == "wallet":
        return Wallet(kind, reserved.phone(rng))
    if kind == "iban":
        return Wallet(kind, reserved.iban(rng))
    if kind == "btc":
        return Wallet(kind, reserved.bitcoin(rng))
    if kind == "trx":
        return Wallet(kind, reserved.tron(rng))
    return Wallet(kind, reserved.ethereum(rng))
