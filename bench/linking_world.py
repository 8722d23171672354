"""A hard world for linking, in numbers: planted persons, households, rings and much that misleads.

Persons have accounts on several platforms, accounts have referrals, referrals have about ten mentions. What
misleads: households share phones, tablets and addresses; phone numbers come back with another holder; mobile
users stand behind 768 addresses; names are common, false or missing; files go round; chats name other people's
numbers. The truth (person, household, ring of every referral) is returned beside the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nigehban.linking import ROLES, UNKNOWN_TIME, Evidence, Mentions, Nodes
from nigehban.linking.rows import mix
from nigehban.linking.weights import standard
from nigehban.records import Role

HOUR, DAY = 3_600, 86_400
ADDRESSES = 768
"""Three reserved /24 networks: all the addresses that benign data may use."""

Ints = NDArray[np.int64]


class Truth(NamedTuple):
    """For every referral the person it is about; for every person the household and ring, -1 for none."""

    person: Ints
    household: Ints
    ring: Ints


class World(NamedTuple):
    """The evidence and the truth about it."""

    evidence: Evidence
    truth: Truth


@dataclass(frozen=True)
class Hardness:
    """Shares that make the world hard. ``days`` is its span: the shorter, the more strangers share an address."""

    days: int = 365
    own_email: float = 0.55
    shared_email: float = 0.7
    phone: float = 0.45
    second_phone: float = 0.2
    household_phone: float = 0.3
    device: float = 0.4
    household_device: float = 0.25
    in_household: float = 0.08
    recycled: float = 0.03
    name: float = 0.5
    false_name: float = 0.12
    birth: float = 0.3
    false_birth: float = 0.06
    cnic: float = 0.02
    mobile: float = 0.65
    port: float = 0.2
    viral: float = 0.5
    reupload: float = 0.15
    in_ring: float = 0.02
    associated: float = 0.04
    chatter: float = 0.04


class _People(NamedTuple):
    """Persons, their accounts and referrals: ``account`` and ``person`` of every referral, its ``time``."""

    account: Ints
    person: Ints
    owner: Ints
    household: Ints
    ring: Ints
    time: Ints


class _Draft:
    """Mentions being collected, block by block."""

    def __init__(self) -> None:
        self.parts: list[Mentions] = []

    def add(self, kind: str, node: Ints, value: Ints, **columns: object) -> None:
        """Mentions of one kind; ``value`` numbers the identifiers of that kind."""
        code = standard().code(kind) if kind != "person_name" else 17
        key = mix(value.astype("u8"), code)
        filled = {"role": ROLES.index(Role.REPORTED), "primary": True, "at": UNKNOWN_TIME, "verified": -1}
        self.parts.append(Mentions.of(len(node), node=node, kind=code, key=key, **{**filled, **columns}))

    def mentions(self) -> Mentions:
        """All of them, referral by referral."""
        table = Mentions.join(self.parts)
        return table.take(np.argsort(table.node, kind="stable"))


def world(referrals: int, seed: int = 1, hardness: Hardness | None = None) -> World:
    """A world of about so many referrals, the same for the same seed."""
    hard = hardness or Hardness()
    rng = np.random.default_rng(seed)
    people = _people(rng, referrals, hard)
    draft = _Draft()
    for add in (_accounts, _emails, _phones, _devices, _names, _documents, _addresses, _files, _rings, _others):
        add(draft, rng, people, hard)
    nodes = Nodes.of(
        node_id=mix(np.arange(referrals, dtype="u8"), 99 + seed),
        time=people.time,
        danger=rng.random(referrals) < 0.01,
        victim_key=_victims(rng, people),
    )
    return World(Evidence(nodes, draft.mentions()), Truth(people.person, people.household, people.ring))


def _people(rng: np.random.Generator, referrals: int, hard: Hardness) -> _People:
    """One referral for most accounts, one account for most persons; the rest have many."""
    accounts = int(referrals * 0.82)
    more = rng.choice(accounts, max(accounts // 11, 1), replace=False)
    weights = rng.geometric(0.35, len(more)).astype(float)
    extra = rng.choice(more, referrals - accounts, p=weights / weights.sum())
    account = rng.permutation(np.concatenate([np.arange(accounts), extra]))
    sizes = np.where(rng.random(accounts) < 0.72, 1, 1 + rng.geometric(0.5, accounts))
    owner = np.repeat(np.arange(accounts), np.minimum(sizes, 12))[:accounts]
    persons = int(owner[-1]) + 1
    owner = rng.permutation(owner)
    since = rng.integers(0, hard.days * DAY, persons)
    person = owner[account]
    time = since[person] + (rng.exponential(40 * DAY, referrals)).astype("i8")
    household = _grouped(rng, persons, hard.in_household, rng.integers(2, 5, persons))
    ring = _grouped(rng, persons, hard.in_ring, np.minimum(2 + rng.geometric(0.12, persons), 40))
    return _People(account, person, owner, household, ring, 1_700_000_000 + time)


def _grouped(rng: np.random.Generator, persons: int, share: float, sizes: Ints) -> Ints:
    """Some persons put into groups of these sizes."""
    chosen = rng.permutation(persons)[: int(persons * share)]
    group = np.full(persons, -1)
    group[chosen] = np.repeat(np.arange(len(sizes)), sizes)[: len(chosen)]
    return group


def _accounts(draft: _Draft, rng: np.random.Generator, people: _People, hard: Hardness) -> None:
    """The account in every referral; a handle in most."""
    del hard
    node = np.arange(len(people.account))
    draft.add("account", node, people.account)
    some = node[rng.random(len(node)) < 0.6]
    handle = people.account[some].copy()
    common = rng.random(len(some)) < 0.05
    handle[common] = -1 - (rng.zipf(1.3, common.sum()) % 5000)
    draft.add("handle", some, handle)


def _emails(draft: _Draft, rng: np.random.Generator, people: _People, hard: Hardness) -> None:
    """An account has its person's e-mail, or one of its own."""
    accounts = len(people.owner)
    own = rng.random(accounts) >= hard.shared_email
    email = np.where(own, np.arange(accounts), people.owner + accounts)
    has = rng.random(accounts) < hard.own_email
    node = np.flatnonzero(has[people.account])
    verified = rng.choice([-1, 0, 1], accounts, p=[0.4, 0.1, 0.5])[people.account[node]]
    draft.add("email", node, email[people.account[node]], verified=verified)


def _phones(draft: _Draft, rng: np.random.Generator, people: _People, hard: Hardness) -> None:
    """The person's phone, a second one, or the household's; some numbers come back with a stranger."""
    accounts, persons = len(people.owner), len(people.household)
    phone = np.where(rng.random(accounts) < hard.second_phone, people.owner + persons, people.owner)
    shared = (people.household[people.owner] >= 0) & (rng.random(accounts) < hard.household_phone)
    phone[shared] = 2 * persons + people.household[people.owner][shared]
    recycled = np.flatnonzero(rng.random(accounts) < hard.recycled)
    phone[recycled] = rng.permutation(phone[recycled])
    has = rng.random(accounts) < hard.phone
    node = np.flatnonzero(has[people.account])
    at = people.time[node].copy()
    again = np.isin(people.account[node], recycled)
    at[again] -= (people.account[node][again] % 5) * 600 * DAY
    verified = rng.choice([-1, 0, 1], len(node), p=[0.5, 0.1, 0.4])
    draft.add("phone", node, phone[people.account[node]], at=at, verified=verified)


def _devices(draft: _Draft, rng: np.random.Generator, people: _People, hard: Hardness) -> None:
    """One of the person's two devices, or the household's tablet."""
    n, persons = len(people.account), len(people.household)
    device = people.person * 2 + (rng.random(n) < 0.25)
    house = people.household[people.person]
    shared = (house >= 0) & (rng.random(n) < hard.household_device)
    device[shared] = 2 * persons + house[shared]
    node = np.flatnonzero(rng.random(n) < hard.device)
    draft.add("device", node, device[node], at=people.time[node])


def _names(draft: _Draft, rng: np.random.Generator, people: _People, hard: Hardness) -> None:
    """A name per account: common, sometimes false; sometimes a date of birth."""
    accounts, persons = len(people.owner), len(people.household)
    names = np.minimum(rng.zipf(1.15, persons), persons // 4 + 10) + 7 * rng.integers(0, persons // 8 + 2, persons)
    born = rng.integers(0, 15_000, persons)
    false = rng.random(accounts) < hard.false_name
    name = np.where(false, rng.integers(1, persons // 4 + 10, accounts), names[people.owner])
    lied = rng.random(accounts) < hard.false_birth
    birth = np.where(lied, rng.integers(0, 15_000, accounts), born[people.owner]) + 1
    has, has_birth = rng.random(accounts) < hard.name, rng.random(accounts) < hard.birth
    node = np.flatnonzero(has[people.account])
    account = people.account[node]
    dated = np.where(has_birth[account], mix(birth[account].astype("u8"), 5), 0)
    draft.add("person_name", node, name[account], name_key=mix(name[account].astype("u8"), 4), birth_key=dated)


def _documents(draft: _Draft, rng: np.random.Generator, people: _People, hard: Hardness) -> None:
    """Identity cards, seldom, one in twenty mistyped."""
    node = np.flatnonzero(rng.random(len(people.account)) < hard.cnic)
    wrong = rng.random(len(node)) < 0.05
    value = np.where(wrong, -rng.integers(1, 1 << 40, len(node)), people.person[node])
    draft.add("cnic", node, value)


def _addresses(draft: _Draft, rng: np.random.Generator, people: _People, hard: Hardness) -> None:
    """Some addresses a referral: mobile gateways (an hour, or a day and a port), or the line at home."""
    n = len(people.account)
    counts = np.minimum(rng.geometric(0.3, n), 40)
    node = np.repeat(np.arange(n), counts)
    at = people.time[node] - rng.integers(0, 20 * DAY, len(node))
    mobile = rng.random(len(node)) < hard.mobile
    house = people.household[people.person[node]]
    line = np.where(house >= 0, house, people.person[node] + len(people.household)) * 7919 % ADDRESSES
    address = np.where(mobile, rng.integers(0, ADDRESSES, len(node)), line)
    port = np.where(rng.random(len(node)) < hard.port, rng.integers(1024, 65_536, len(node)), 0)
    bucket = np.where(port > 0, at // DAY * DAY + port, at // HOUR * HOUR)
    draft.add("ip", node, address * (1 << 40) + bucket, at=at, country=1 + (address % 7 == 0))


def _files(draft: _Draft, rng: np.random.Generator, people: _People, hard: Hardness) -> None:
    """Files: half go round (Zipf), the rest are new or sent again by the same person."""
    n, persons = len(people.account), len(people.household)
    counts = np.where(rng.random(n) < 0.45, 1, 1 + np.minimum(rng.geometric(0.33, n), 60))
    node = np.repeat(np.arange(n), counts)
    viral = rng.random(len(node)) < hard.viral
    value = np.arange(len(node)) + (1 << 33)
    value[viral] = rng.zipf(1.25, viral.sum()) % (1 << 24)
    again = ~viral & (rng.random(len(node)) < hard.reupload)
    value[again] = (1 << 34) + people.person[node[again]] * 4 + rng.integers(0, 4, again.sum())
    del persons
    draft.add("file_hash", node, value, role=ROLES.index(Role.NONE))


def _rings(draft: _Draft, rng: np.random.Generator, people: _People, hard: Hardness) -> None:
    """Rings share messaging groups, a wallet or an account at a bank, now and then a device."""
    del hard
    ring = people.ring[people.person]
    inside = np.flatnonzero(ring >= 0)
    for kind, share in (("group", 0.5), ("wallet", 0.35), ("iban", 0.15), ("device", 0.05)):
        node = inside[rng.random(len(inside)) < share]
        draft.add(kind, node, ring[node] + (1 << 35), at=people.time[node])
    lone = np.flatnonzero((ring < 0) & (rng.random(len(ring)) < 0.03))
    draft.add("wallet", lone, people.person[lone], at=people.time[lone])
    crowd = np.flatnonzero(rng.random(len(ring)) < 0.02)
    draft.add("group", crowd, rng.zipf(1.4, len(crowd)) % 3000)


def _others(draft: _Draft, rng: np.random.Generator, people: _People, hard: Hardness) -> None:
    """Associated accounts, and numbers of strangers in chats."""
    n = len(people.account)
    node = np.flatnonzero(rng.random(n) < hard.associated)
    same = rng.permutation(n)[: len(node)]
    draft.add("account", node, people.account[same], role=ROLES.index(Role.ASSOCIATED), primary=False)
    node = np.flatnonzero(rng.random(n) < hard.chatter)
    stranger = rng.integers(0, len(people.household), len(node))
    draft.add("phone", node, stranger, derived=True, primary=False, role=ROLES.index(Role.NONE), at=people.time[node])
    reporter = np.flatnonzero(rng.random(n) < 0.3)
    draft.add("email", reporter, reporter % 12 + (1 << 36), role=ROLES.index(Role.REPORTER), primary=False)


def _victims(rng: np.random.Generator, people: _People) -> NDArray[np.uint64]:
    """One in two hundred names its victim; a person has one or two."""
    chosen = rng.random(len(people.person)) < 0.005
    victim = people.person * 2 + rng.integers(0, 2, len(chosen))
    return np.where(chosen, mix(victim.astype("u8"), 3), 0).astype("u8")
