"""A world of people and tips, planted by someone who did not write ``nigehban.synthetic``.

A *tip* is one referral before it becomes a document: who it is about (the truth) and what it shows of that person,
never all. Everything follows from the seed. Numbers are invented: PK mobiles 300 0..., Ofcom's and NANPA's drama
numbers, identity cards that begin with 9, addresses of the three TEST-NETs, mail at example domains.
"""

from __future__ import annotations

import math
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
START, DAYS = datetime(2026, 5, 1, tzinfo=UTC), 200
FIRST = (
    ("Ahmed", "Ahmad", "احمد"),
    ("Bilal", "Belal", "بلال"),
    ("Danish", "Daanish", "دانش"),
    ("Faisal", "Faysal", "فیصل"),
    ("Hamza", "Hamzah", "حمزہ"),
    ("Imran", "Emran", "عمران"),
    ("Junaid", "Junayd", "جنید"),
    ("Kashif", "Kaashif", "کاشف"),
    ("Muhammad", "Mohammad", "محمد"),
    ("Nadeem", "Nadim", "ندیم"),
    ("Omar", "Umar", "عمر"),
    ("Rizwan", "Rizvan", "رضوان"),
    ("Sajid", "Sajjid", "ساجد"),
    ("Tariq", "Tarek", "طارق"),
    ("Usman", "Osman", "عثمان"),
    ("Waqas", "Waqaas", "وقاص"),
    ("Yasir", "Yaser", "یاسر"),
    ("Zubair", "Zubayr", "زبیر"),
)
LAST = (
    ("Abbasi", "عباسی"),
    ("Akhtar", "اختر"),
    ("Bhatti", "بھٹی"),
    ("Chaudhry", "چوہدری"),
    ("Gondal", "گوندل"),
    ("Hussain", "حسین"),
    ("Iqbal", "اقبال"),
    ("Jatoi", "جتوئی"),
    ("Khan", "خان"),
    ("Laghari", "لغاری"),
    ("Mirza", "مرزا"),
    ("Niazi", "نیازی"),
    ("Qureshi", "قریشی"),
    ("Rana", "رانا"),
    ("Shah", "شاہ"),
    ("Yousafzai", "یوسفزئی"),
)
CITIES = {
    "Karachi": "KHI",
    "Lahore": "LHR",
    "Faisalabad": "FSD",
    "Rawalpindi": "RWP",
    "Multan": "MUX",
    "Peshawar": "PEW",
    "Quetta": "UET",
    "Islamabad": "ISB",
    "Gujranwala": "GRW",
    "Sukkur": "SKR",
    "Abbottabad": "ATD",
}
PLATFORMS = ("Facebook", "Instagram", "WhatsApp", "Google", "Snapchat", "TikTok", "X", "Discord", "Microsoft", "Reddit")
WEIGHTS = (40, 18, 8, 9, 7, 6, 3, 4, 3, 2)


class Account(NamedTuple):
    """An account of a platform."""

    platform: str
    user: str
    handle: str


class Danger(NamedTuple):
    """What a child is in danger of, and how the tip says so."""

    kind: str
    how: str
    language: str = ""
    half: str = ""
    wording: str = ""


class Pair(NamedTuple):
    """A low-information tip and the facts that a later one brings to it; none for a control."""

    number: str
    brings: frozenset[str]


BRINGS = {
    0: frozenset({"local_link", "attributable_identifier", "another_report"}),
    2: frozenset({"local_link", "attributable_identifier"}),
    4: frozenset({"danger_signal", "another_report"}),
    6: frozenset({"local_link", "attributable_identifier", "new_file", "file_viewed", "another_report"}),
}
"""By the kind of the later tip; the words are those in which the product says what is missing."""


@dataclass
class Person:
    """Who is reported. ``shared`` are the numbers and devices that others of the household use too."""

    number: int
    name: tuple[int, int]
    born: str
    city: str
    accounts: list[Account]
    phones: list[str]
    emails: list[str]
    devices: list[tuple[str, str]]
    cnic: str
    home: str
    mobile: bool
    shared: set[str] = field(default_factory=set)
    payment: str = ""
    group: str = ""


@dataclass
class Tip:
    """One referral and what it shows."""

    number: str
    person: int
    form: str
    at: datetime
    trap: str
    account: Account | None = None
    name: tuple[int, int] | None = None
    born: str = ""
    city: str = ""
    country: str = ""
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    devices: list[tuple[str, str]] = field(default_factory=list)
    cnic: str = ""
    ips: list[tuple[str, datetime, int]] = field(default_factory=list)
    payment: str = ""
    group: str = ""
    other_account: Account | None = None
    files: list[str] = field(default_factory=list)
    viral: bool = False
    texts: list[str] = field(default_factory=list)
    stated: dict[str, str] = field(default_factory=dict)
    victim: tuple[str, str] = ("", "")
    supplement_to: str = ""
    version: int = 1
    danger: Danger | None = None
    later: bool = False
    false_values: bool = False


class World:
    """Makes people, then tips about them."""

    def __init__(self, count: int, seed: int) -> None:
        self.rng = random.Random(seed)
        self.count = count
        self.people: list[Person] = []
        self.tips: list[Tip] = []
        self.wakes: list[Pair] = []
        self._serial = iter(range(1, 10**9))
        self._viral = [self._hex(32) for _ in range(15)]
        self._cgnat = [f"198.51.100.{host}" for host in range(1, 33)]

    def build(self) -> World:
        """People in groups until their tips are enough; then dangers, decoys, false values, pairs for the archive."""
        makers = (self._alone, self._household, self._ring, self._recycled, self._namesakes)
        while len(self.tips) < self.count:
            members = self.rng.choices(makers, (80, 9, 4, 4, 3))[0]()
            for person in members:
                self.tips.extend(self._tips_of(person))
        self._endanger()
        self._mislead()
        self.tips.extend(list(self._followers()))
        self._pairs()
        self.rng.shuffle(self.tips)
        return self

    # People

    def _person(self) -> Person:
        number = len(self.people)
        rng = self.rng
        name = (rng.randrange(len(FIRST)), rng.randrange(len(LAST)))
        stem = f"{FIRST[name[0]][0]}{LAST[name[1]][0]}".lower()
        platforms = list(dict.fromkeys(rng.choices(PLATFORMS, WEIGHTS, k=min(5, 1 + self._geometric(0.55)))))
        accounts = [
            Account(one, self._user(one), f"{stem[:6]}{rng.choice('._-x')}{next(self._serial)}") for one in platforms
        ]
        emails = [
            f"{stem}{next(self._serial)}@example.{rng.choice(('com', 'org', 'net'))}"
            for _ in range(rng.choice((1, 1, 2)))
        ]
        person = Person(
            number,
            name,
            self._birthday(),
            rng.choices(list(CITIES), range(11, 0, -1))[0],
            accounts,
            [self._phone() for _ in range(rng.choice((1, 1, 2)))],
            emails,
            [self._device() for _ in range(rng.choice((1, 2)))],
            f"9{rng.randrange(10**4):04d}-{rng.randrange(10**7):07d}-{rng.randrange(1, 10)}",
            f"{rng.choice(('192.0.2', '203.0.113'))}.{rng.randrange(1, 255)}",
            rng.random() < 0.5,
        )
        self.people.append(person)
        return person

    def _alone(self) -> list[Person]:
        return [self._person()]

    def _household(self) -> list[Person]:
        members = [self._person() for _ in range(self.rng.randrange(2, 5))]
        phone, device, home = self._phone(), self._device(), members[0].home
        for one in members:
            one.phones.insert(0, phone)
            one.devices.insert(0, device)
            one.shared = {phone, device[1]}
            one.home, one.mobile, one.city = home, False, members[0].city
        return members

    def _ring(self) -> list[Person]:
        members = [self._person() for _ in range(self.rng.randrange(3, 13))]
        payment, group = f"0x{self._hex(40)}", f"g{next(self._serial):09d}"
        for one in members:
            one.payment = payment if self.rng.random() < 0.7 else ""
            one.group = group if self.rng.random() < 0.7 else ""
        return members

    def _recycled(self) -> list[Person]:
        earlier, later = self._person(), self._person()
        later.phones[0] = earlier.phones[0]
        for one in (earlier, later):
            one.shared.add(earlier.phones[0])
        return [earlier, later]

    def _namesakes(self) -> list[Person]:
        members = [self._person() for _ in range(3)]
        for one in members:
            one.name, one.born, one.city = (8, 8), "1998-01-01", "Karachi"
        return members

    # Tips

    def _tips_of(self, person: Person) -> list[Tip]:
        tips = []
        for _ in range(min(8, self._geometric(0.45) + 1)):
            fill = self.rng.choices(("minimum", "typical", "full"), (55, 30, 15))[0]
            tips.append(self._tip(person, fill))
            if self.rng.random() < 0.03:
                tips.append(replace(tips[-1], version=2, texts=[*tips[-1].texts, "Reviewed again by the sender."]))
        return tips

    def _tip(self, person: Person, fill: str) -> Tip:
        rng = self.rng
        form = rng.choices(("police", "platform", "table"), (62, 20, 18))[0]
        tip = Tip(str(230_000_000 + next(self._serial)), person.number, form, self._moment(), fill)
        tip.account = rng.choice(person.accounts)
        tip.country = rng.choice(("Pakistan", "PK", "", ""))
        self._add_files(tip, fill)
        if fill == "minimum" and form != "table":
            if rng.random() < 0.3:
                tip.ips = [self._ip(person, tip.at, 0)]
            return tip
        plenty = 0.75 if fill == "full" else 0.4
        tip.name = person.name if rng.random() < plenty + 0.15 else None
        tip.born = person.born if rng.random() < plenty - 0.15 else ""
        tip.city = person.city if rng.random() < plenty else ""
        tip.phones = [rng.choice(person.phones)] if rng.random() < plenty + 0.1 else []
        tip.emails = [rng.choice(person.emails)] if rng.random() < plenty + 0.15 else []
        tip.devices = [rng.choice(person.devices)] if rng.random() < plenty else []
        tip.cnic = person.cnic if rng.random() < (0.35 if form == "table" else 0.05) else ""
        tip.ips = [self._ip(person, tip.at, index) for index in range(rng.randrange(5))]
        tip.payment = person.payment if rng.random() < 0.6 else ""
        tip.group = person.group if rng.random() < 0.6 else ""
        tip.other_account = rng.choice(person.accounts) if rng.random() < plenty / 3 else None
        tip.texts = rng.sample(WORDS["ordinary"]["texts"], rng.randrange(3))
        return tip

    def _add_files(self, tip: Tip, fill: str) -> None:
        tip.viral = self.rng.random() < (0.7 if fill == "minimum" else 0.3)
        if tip.viral:
            index = min(len(self._viral) - 1, int(self.rng.paretovariate(1.1)) - 1)
            tip.files = [self._viral[index]]
        else:
            tip.files = [self._hex(32) for _ in range(self._geometric(0.5))]

    def _ip(self, person: Person, at: datetime, index: int) -> tuple[str, datetime, int]:
        when = at - timedelta(hours=self.rng.random() * 40 * index, seconds=self.rng.randrange(60))
        if person.mobile:
            port = self.rng.randrange(1024, 65535) if self.rng.random() < 0.2 else 0
            return self.rng.choice(self._cgnat), when, port
        return person.home, when, 0

    # What is planted

    def _endanger(self) -> None:
        """A child in danger in 0.6 in 100 tips, each in a tip of another person."""
        fit = [one for one in self.tips if one.trap != "minimum" and one.version == 1]
        versions = {one.number for one in self.tips if one.version == 2}
        taken: set[int] = set()
        wordings = self._wordings()
        for tip in self.rng.sample(fit, len(fit)):
            if len(taken) >= self.count * 0.006:
                return
            if tip.person not in taken and tip.number not in versions:
                taken.add(tip.person)
                self._plant(tip, wordings)

    def _wordings(self) -> Iterator[Danger]:
        every = [
            Danger(kind, "text", language, "AB"[index % 2], wording)
            for kind, languages in WORDS["danger"].items()
            for language, wordings in languages.items()
            for index, wording in enumerate(wordings)
        ]
        while True:
            yield from self.rng.sample(every, len(every))

    def _plant(self, tip: Tip, wordings: Iterator[Danger]) -> None:
        tip.viral, tip.victim = (
            False,
            (self.rng.choice(("Ayesha B.", "Ali R.", "عائشہ", "Sana")), str(self.rng.randrange(8, 17))),
        )
        if self.rng.random() < 0.65 or tip.form == "table":
            tip.danger = next(wordings)
            tip.texts.append(tip.danger.wording)
            return
        how = self.rng.choice(
            ("sextortion", "escalation", "urgent", "access", "enticement")
            if tip.form == "police"
            else ("sextortion", "escalation", "enticement")
        )
        tip.danger = Danger(how, "field")
        tip.stated["danger"] = how

    def _mislead(self) -> None:
        """Decoys in 5, false values in 6, victims shared by two persons in 1 of 100 tips."""
        calm = [one for one in self.tips if one.danger is None and one.trap != "minimum"]
        for tip in self.rng.sample(calm, self.count // 20):
            tip.trap = "decoy"
            tip.texts.append(self.rng.choice(WORDS["decoys"]["texts"]))
        for tip in self.rng.sample(calm, self.count // 16):
            tip.false_values = True
        for one, other in zip(calm[: self.count // 200], reversed(calm[-self.count // 200 :]), strict=False):
            one.victim = other.victim = (f"Victim {one.number}", "15")

    def _followers(self) -> Iterator[Tip]:
        """Supplements: another number, the same person, one new fact."""
        for tip in self.rng.sample([one for one in self.tips if one.form == "police"], self.count // 50):
            person = self.people[tip.person]
            number = str(230_000_000 + next(self._serial))
            at = tip.at + timedelta(days=3)
            yield Tip(
                number, tip.person, "police", at, "supplement", supplement_to=tip.number, emails=person.emails[:1]
            )

    def _pairs(self) -> None:
        """Low-information tips, and what comes later: the missing fact, or (controls) nothing of use."""
        for index in range(self.count // 60):
            person = self._person()
            first = self._tip(person, "minimum")
            first.form, first.trap, first.viral = "police", "wake first", index % 3 < 2
            first.files = [self._viral[:1], self._viral[8:9], []][index % 3]
            first.account, first.ips = person.accounts[0], []
            for one in ("phones", "emails", "devices", "texts"):
                setattr(first, one, [])
            first.name, first.born, first.city, first.cnic = None, "", "", ""
            first.country = "PK" if index % 5 == 0 else ""
            control = index % 2 == 1
            later = self._useless(first, index) if control else self._useful(first, person, index)
            self.tips.extend((first, later))
            self.wakes.append(Pair(first.number, frozenset() if control else BRINGS[index % 8]))

    def _later(self, first: Tip, **given: object) -> Tip:
        number = str(230_000_000 + next(self._serial))
        return replace(first, number=number, at=first.at + timedelta(days=5), later=True, trap="wake later", **given)  # type: ignore[arg-type]

    def _useful(self, first: Tip, person: Person, index: int) -> Tip:
        known = {"phones": person.phones[:1], "emails": person.emails[:1]}
        if index % 8 == 0:
            return self._later(first, supplement_to=first.number, city=person.city, name=person.name, **known)
        if index % 8 == 2:
            return replace(self._later(first, city=person.city, version=2, **known), number=first.number)
        if index % 8 == 4:
            return self._later(
                first, form="table", texts=["my daughter is being blackmailed by this account"], victim=("Sana", "14")
            )
        new = {"viral": False, "files": [self._hex(32)], "stated": {"viewed": "yes"}}
        return self._later(first, city=person.city, cnic=person.cnic, **new, **known)

    def _useless(self, first: Tip, index: int) -> Tip:
        if index % 8 == 1:
            return self._later(first)
        if index % 8 == 3:
            return self._later(first, supplement_to=first.number, texts=["No further information is available."])
        if index % 8 == 5:
            return self._later(first, emails=["noemail@example.com"])
        other = self._person()
        return replace(
            self._later(first, phones=other.phones[:1], city=other.city), person=other.number, account=other.accounts[0]
        )

    # Values

    def _geometric(self, stop: float) -> int:
        return int(math.log(1 - self.rng.random()) / math.log(1 - stop))

    def _hex(self, length: int) -> str:
        return f"{self.rng.getrandbits(4 * length):0{length}x}"

    def _moment(self) -> datetime:
        return START + timedelta(seconds=self.rng.randrange(DAYS * 86400))

    def _birthday(self) -> str:
        month, day = (1, 1) if self.rng.random() < 0.15 else (self.rng.randrange(1, 13), self.rng.randrange(1, 29))
        return f"{self.rng.randrange(1965, 2006)}-{month:02d}-{day:02d}"

    def _phone(self) -> str:
        serial = next(self._serial)
        if self.rng.random() < 0.02:
            area = self.rng.choice(("202", "212", "303", "312", "404", "415", "503", "512", "617", "713", "808", "907"))
            return f"+1{area}55501{serial % 100:02d}" if self.rng.random() < 0.5 else f"+447700900{serial % 1000:03d}"
        return f"+923000{serial % 10**6:06d}"

    def _user(self, platform: str) -> str:
        if platform in {"Facebook", "Instagram", "Google", "X", "Discord"}:
            return str(10**14 + self.rng.randrange(10**14))
        return f"{platform[:2].lower()}{self._hex(10)}"

    def _device(self) -> tuple[str, str]:
        if self.rng.random() < 0.5:
            body = f"0010{self.rng.randrange(10**10):010d}"
            total = sum(sum(divmod(2 * int(char), 10)) if index % 2 else int(char) for index, char in enumerate(body))
            return "IMEI", f"{body}{-total % 10}"
        digits = self._hex(32)
        return "IDFA", f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}".upper()
