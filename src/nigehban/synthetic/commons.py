"""What strangers share: files that went round, addresses behind which thousands sit, values that mean nothing.

Each of these joins people who never heard of each other; that is what it is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from random import Random

from nigehban.synthetic import reserved
from nigehban.synthetic.people import Device, Person
from nigehban.synthetic.places import ABROAD, Home, towns

PLACEHOLDER_EMAILS = (
    "test@example.com",
    "noemail@example.com",
    "unknown@example.org",
    "abc@example.com",
    "user@mail.test",
)
PLACEHOLDER_HANDLES = ("official", "admin", "user", "funny_videos", "news_update", "guest", "anonymous", "viral_clips")
PLACEHOLDER_USER_IDS = ("0", "unknown", "N/A")
PLACEHOLDER_DEVICES = (
    Device("IMEI", "000000000000000"),
    Device("IDFA", "00000000-0000-0000-0000-000000000000"),
)

_HOT = 12
"""So many carrier addresses take half of the evening's traffic."""
_ABROAD_EACH = 22
_FIRST_EXIT = _ABROAD_EACH * len(ABROAD)
_GATEWAYS = ("Karachi", "Lahore", "Islamabad")


@dataclass(frozen=True, slots=True)
class Commons:
    """Shared by the whole world, made from the seed alone."""

    seed: int
    pool: int
    """How many pictures, and how many videos, went round."""
    zipf: float
    phones: tuple[str, ...]
    """Help desks, shops and friends whose number people give instead of their own."""
    groups: tuple[str, ...]
    """Public messaging groups with hundreds of members."""
    devices: tuple[Device, ...]
    """Computers of internet cafés and shops."""

    def viral_file(self, rng: Random, *, video: bool) -> str:
        """The MD5 of a file that went round, the first ones by far the most often (bounded Zipf)."""
        power = 1.0 - self.zipf
        rank = ((self.pool**power - 1.0) * rng.random() + 1.0) ** (1.0 / power)
        return blake2b(b"%d/%d/%d" % (self.seed, rank, video), digest_size=16).hexdigest()


def make_commons(seed: int, pool: int, zipf: float) -> Commons:
    """The commons of a world."""
    rng = Random(f"{seed}/commons")
    return Commons(
        seed,
        max(pool, 50),
        zipf,
        tuple(reserved.phone(rng) for _ in range(6)),
        tuple(group_link(rng) for _ in range(15)),
        tuple(Device("Android ID", f"{rng.getrandbits(64):016x}") for _ in range(5)),
    )


def group_link(rng: Random) -> str:
    """The invitation link of a messaging group that does not exist."""
    return f"https://chat.whatsapp.example/{rng.getrandbits(110):022x}"


def carrier_address(rng: Random) -> str:
    """A Pakistani carrier's address; thousands of subscribers stand behind it in the same hour (CGNAT)."""
    last = rng.randrange(_HOT) if rng.random() < 0.5 else rng.randrange(256)
    return f"203.0.113.{last}"


def leased_address(rng: Random) -> str:
    """A Pakistani fixed line's address, lent to a subscriber for a day."""
    return f"192.0.2.{rng.randrange(256)}"


def foreign_address(rng: Random, home: Home) -> str:
    """An address in the country of ``home``."""
    return f"198.51.100.{ABROAD.index(home) * _ABROAD_EACH + rng.randrange(_ABROAD_EACH)}"


def exit_address(rng: Random) -> str:
    """The exit of an anonymising service."""
    return f"198.51.100.{rng.randrange(_FIRST_EXIT, 256)}"


def router_address(rng: Random, *, local: bool) -> str:
    """The lasting address of a line at home (IPv6)."""
    block = 0x9200 if local else 0x1000
    return f"2001:db8:{block + rng.randrange(256):x}:{rng.getrandbits(16):x}::{rng.randrange(1, 0xFFFF):x}"


def seen_at(address: str, person: Person) -> Home:
    """Where a lookup service places the address: a carrier's gateway, a foreign town, or the line's own town."""
    head, _, last = address.rpartition(".")
    if head == "203.0.113":
        return gateway(int(last))
    if head == "198.51.100":
        return ABROAD[min(int(last) // _ABROAD_EACH, len(ABROAD) - 1)]
    return person.home


def gateway(last: int) -> Home:
    """The town of the carrier gateway that an address of 203.0.113.0/24 belongs to: not the subscriber's."""
    return _gateway_homes()[last % len(_GATEWAYS)]


@cache
def _gateway_homes() -> tuple[Home, ...]:
    by_city = {home.city: home for home in towns()[0]}
    return tuple(by_city[city] for city in _GATEWAYS)


def network_name(address: str) -> str:
    """Whose network a lookup service says it is."""
    if address.startswith("203.0.113."):
        return "Example Mobile Pakistan"
    if address.startswith("192.0.2."):
        return "Example Fixed Line Pakistan"
    if address.startswith("198.51.100."):
        return "Example Networks International"
    return "Example Fibre"
