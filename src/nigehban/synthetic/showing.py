"""Which identifiers of a person a report shows, true, false, shared or placeholder.

What is written in ``Report.evidence`` is a person's own and truly theirs; a shared or false value is never there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from nigehban.synthetic.commons import (
    PLACEHOLDER_DEVICES,
    PLACEHOLDER_EMAILS,
    PLACEHOLDER_HANDLES,
    PLACEHOLDER_USER_IDS,
    Commons,
)
from nigehban.synthetic.content import Report, ShownEmail, ShownPhone
from nigehban.synthetic.difficulty import Difficulty
from nigehban.synthetic.names import spell
from nigehban.synthetic.people import Account, Device, Person
from nigehban.synthetic.plan import Missing
from nigehban.synthetic.platforms import Level
from nigehban.synthetic.reserved import vehicle
from nigehban.synthetic.writing import noisy, written_email, written_phone


@dataclass(frozen=True, slots=True)
class Shares:
    """How often a report of one level shows each thing."""

    handle: float
    display: float
    name: float
    phone: float
    email: float
    device: float
    birth: float
    address: float
    estimated: float
    cnic: float
    group: float
    linked: float


SHARES = {
    Level.MINIMUM: Shares(0.10, 0.08, 0.0, 0.0, 0.05, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    Level.TYPICAL: Shares(0.75, 0.70, 0.45, 0.45, 0.60, 0.25, 0.35, 0.08, 0.25, 0.01, 0.02, 0.04),
    Level.MAXIMUM: Shares(0.95, 0.90, 0.75, 0.70, 0.85, 0.60, 0.60, 0.30, 0.50, 0.03, 0.06, 0.15),
}


class Shower:
    """Fills the identity part of reports, remembering what was shown of whom."""

    def __init__(self, rng: Random, difficulty: Difficulty, commons: Commons, neighbours: Sequence[Person]) -> None:
        self._rng = rng
        self._neighbours = neighbours
        self._difficulty = difficulty
        self._commons = commons
        self._shown: dict[str, list[str]] = {}

    def show(self, report: Report) -> None:
        """Fill in who is reported."""
        missing = report.plan.missing
        if missing is Missing.IDENTIFIER:
            report.display_name = self._display(report.plan.person)
            return
        self._account(report)
        if missing is Missing.PLACE:
            self._email(report)
        else:
            self._by_level(report)
        self._thread(report)
        if missing is None and self._rng.random() < self._difficulty.false_share:
            self._falsify(report)

    def _by_level(self, report: Report) -> None:
        rng, shares, person = self._rng, SHARES[report.plan.level], report.plan.person
        if rng.random() < shares.name:
            report.name = spell(rng, person.name)
        if rng.random() < shares.phone:
            self._phone(report)
        if rng.random() < shares.email:
            self._email(report)
        if rng.random() < shares.device:
            self._device(report, rng.choice(person.devices))
        if rng.random() < shares.birth:
            self._birth(report)
        self._place(report, shares)
        self._rare(report, shares)
        if person.household:
            self._of_the_house(report)
        if person.ring:
            self._of_the_ring(report)

    def _account(self, report: Report) -> None:
        rng, account, shares = self._rng, report.plan.account, SHARES[report.plan.level]
        report.account = account
        if report.plan.shape.knows_accounts:
            report.user_id = account.user_id
            report.evidence.append(f"account:{account.platform}/{account.user_id}")
        if rng.random() < shares.handle:
            report.handle = account.handle
        if rng.random() < shares.display:
            report.display_name = self._display(report.plan.person)

    def _display(self, person: Person) -> str:
        given, family = spell(self._rng, person.name)
        text = f"{given} {family}"
        return noisy(self._rng, text) if self._rng.random() < self._difficulty.noise_share / 2 else text

    def _phone(self, report: Report, number: str | None = None) -> None:
        rng = self._rng
        number = number or rng.choice(report.plan.person.phones)
        written = written_phone(rng, number) if rng.random() < self._difficulty.written_oddly else number
        report.phones.append(ShownPhone(written, "Mobile", self._verified()))
        report.evidence.append(f"phone:{number}")

    def _email(self, report: Report, address: str | None = None) -> None:
        rng = self._rng
        address = address or rng.choice(report.plan.person.emails)
        written = written_email(rng, address) if rng.random() < self._difficulty.written_oddly else address
        report.emails.append(ShownEmail(written, "Home", self._verified()))
        if written.strip().lower() == address:  # no reader can know that gmail.example ignores dots and tags
            report.evidence.append(f"email:{address}")

    def _device(self, report: Report, device: Device) -> None:
        report.devices.append(device)
        report.evidence.append(f"device:{device.value}")

    def _verified(self) -> bool | None:
        draw = self._rng.random()
        if draw < self._difficulty.verified_share:
            return True
        return False if draw < 0.75 else None

    def _birth(self, report: Report) -> None:
        born, rng = report.plan.person.born, self._rng
        if rng.random() < self._difficulty.fake_birth_share:
            report.birth = f"{rng.choice((1970, 1980, 1990, 2000))}-01-01"
        else:
            report.birth = born.isoformat()
        if rng.random() < 0.5:
            report.age = 2026 - int(report.birth[:4])

    def _place(self, report: Report, shares: Shares) -> None:
        person = report.plan.person
        if self._rng.random() < shares.address:
            report.address = person.home
        if self._rng.random() < shares.estimated:
            report.estimated = person.home

    def _rare(self, report: Report, shares: Shares) -> None:
        rng, person = self._rng, report.plan.person
        if person.cnic and rng.random() < shares.cnic:
            report.cnic = person.cnic
            report.evidence.append(f"card:{person.cnic}")
        if rng.random() < shares.group:
            report.group = rng.choice(self._commons.groups)
        if rng.random() < shares.cnic:
            report.vehicle = vehicle(rng)
        if len(person.accounts) > 1 and not report.plan.shape.tabular and rng.random() < shares.linked:
            report.linked = self._other_account(report)

    def _other_account(self, report: Report) -> Account:
        others = [account for account in report.plan.person.accounts if account is not report.plan.account]
        linked = self._rng.choice(others)
        report.evidence.append(f"account:{linked.platform}/{linked.user_id}")
        return linked

    def _of_the_house(self, report: Report) -> None:
        """Members show the shared phone, line or device, mostly beside their own name."""
        house, rng = report.plan.person.household, self._rng
        if house is None:
            return
        draw = rng.random()
        if draw < 0.35:
            report.phones.append(ShownPhone(written_phone(rng, house.phone), "Mobile", self._verified()))
        elif draw < 0.6:
            report.phones.append(ShownPhone(f"0{house.landline[3:]}", "Home", None))
        if rng.random() < 0.3:
            report.devices.append(house.device)
        if draw < 0.6 or report.devices:
            self._name_mostly(report)

    def _name_mostly(self, report: Report) -> None:
        """Beside what is shared mostly stands whose report it is; otherwise nobody could tell them apart."""
        if report.name is None and self._rng.random() < 0.95:
            report.name = spell(self._rng, report.plan.person.name)

    def _of_the_ring(self, report: Report) -> None:
        ring, rng = report.plan.person.ring, self._rng
        if ring is None:
            return
        if rng.random() < 0.7:
            report.wallet = rng.choice(ring.wallets)
            report.commerce = "seller" if report.plan.person.seller else "buyer"
        if rng.random() < 0.6:
            report.group = rng.choice(ring.groups)
        if rng.random() < 0.2:
            report.devices.append(rng.choice(ring.devices))
            self._name_mostly(report)

    def _thread(self, report: Report) -> None:
        """Show again something strong that an earlier referral of this person showed, as life mostly does."""
        known = self._shown.setdefault(report.plan.person.id, [])
        fresh = [item for item in report.evidence if item not in known]
        if known and len(fresh) == len(report.evidence) and self._rng.random() < self._difficulty.thread_share:
            others = [item for item in known if not item.startswith("account:")]
            self._show_again(report, self._rng.choice(others or known))
            fresh = [item for item in report.evidence if item not in known]
        known.extend(fresh)

    def _show_again(self, report: Report, item: str) -> None:
        kind, _, value = item.partition(":")
        person = report.plan.person
        if kind == "phone":
            self._phone(report, value)
        elif kind == "email":
            self._email(report, value)
        elif kind == "device":
            self._device(report, next(device for device in person.devices if device.value == value))
        elif kind == "card":
            report.cnic = value
            report.evidence.append(item)
        elif not report.plan.shape.tabular:
            report.linked = next(a for a in person.accounts if f"{a.platform}/{a.user_id}" == value)
            report.evidence.append(item)

    def _phone_of_another(self) -> str:
        """A help desk's or a shop's, rarely that of somebody else who is reported."""
        if self._rng.random() < 0.1:
            return self._rng.choice(self._neighbours).phones[0]
        return self._rng.choice(self._commons.phones)

    def _falsify(self, report: Report) -> None:
        """Put a value that means nothing, or that is someone else's, in place of or beside the true ones."""
        rng, draw = self._rng, self._rng.random()
        if draw < 0.3:
            report.emails.append(ShownEmail(rng.choice(PLACEHOLDER_EMAILS), "Home", None))
        elif draw < 0.55:
            report.handle = rng.choice(PLACEHOLDER_HANDLES)
        elif draw < 0.75:
            report.phones.append(ShownPhone(self._phone_of_another(), "Mobile", None))
        elif draw < 0.85:
            report.devices.append(rng.choice(PLACEHOLDER_DEVICES + self._commons.devices))
        elif report.user_id is not None:
            report.evidence.remove(f"account:{report.plan.account.platform}/{report.user_id}")
            report.user_id = rng.choice(PLACEHOLDER_USER_IDS)
