"""A jurisdiction pack in memory: plain, frozen records with the days on which they hold.

A ``valid_to`` of ``None`` means *still valid*; both ends of a span are inside it. ``confidence`` is the pack's mark:
P primary text read, S secondary source, M from memory (unverified), C sources conflict. ``line`` is the row in the
CSV file, for messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple


class NetworkKind(StrEnum):
    """What an operator sells, as far as the pack knows."""

    MOBILE = "mobile"
    """Many subscribers behind one address (CGNAT); a looked-up city is the operator's gateway."""
    FIXED = "fixed"
    HOSTING = "hosting"
    UNKNOWN = ""


class Agency(NamedTuple):
    """Who the agency was, and when."""

    code: str
    name_en: str
    name_ur: str
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str


class Zone(NamedTuple):
    """A group of circles."""

    code: str
    name_en: str
    name_ur: str


class Unit(NamedTuple):
    """A circle, or the headquarters: where a lead can be sent. The short names are for narrow columns."""

    code: str
    name_en: str
    short_en: str
    name_ur: str
    short_ur: str
    zone: str
    lat: float | None
    lon: float | None
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str
    line: int


class District(NamedTuple):
    """A district and the circle that it belongs to for a span of days; ``in_text`` as for a ``Town``."""

    code: str
    name: str
    name_ur: str
    province: str
    unit: str
    in_text: bool
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str
    line: int


class Province(NamedTuple):
    """A first-level division of the country."""

    code: str
    name: str
    name_ur: str


class Town(NamedTuple):
    """A city, town or tehsil. ``in_text`` is False for a name that is also a common word: it then counts only
    where it stands alone or behind a word such as 'District'.
    """

    code: str
    name: str
    name_ur: str
    district: str
    lat: float | None
    lon: float | None
    population: int
    in_text: bool
    source: str
    line: int


class Alias(NamedTuple):
    """Another way to write a name. ``kind`` is place, district, province or country; ``in_text`` as for a ``Town``."""

    text: str
    kind: str
    target: str
    in_text: bool
    line: int


class AreaCode(NamedTuple):
    """A landline area code (without the trunk prefix), its districts and its subscriber numbers' lengths."""

    code: str
    districts: tuple[str, ...]
    digits: tuple[int, ...]
    line: int


class MobilePrefix(NamedTuple):
    """The first digits of a mobile number. Numbers are portable: ``carrier`` is a hint only."""

    prefix: str
    carrier: str


class Carrier(NamedTuple):
    """Who runs a network."""

    asn: int
    name: str
    brand: str
    kind: NetworkKind


class Network(NamedTuple):
    """Addresses ``start`` to ``end`` of one operator; ``version`` is 4 or 6, numbers as in ``addresses``."""

    version: int
    start: int
    end: int
    asn: int
    line: int


@dataclass(frozen=True, eq=False)
class Pack:
    """A country: its agency, circles, districts, places, numbers and networks. Two packs are equal only if they
    are the same object, so that what is worked out from a pack can be kept.
    """

    folder: Path
    code: str
    name: str
    version: str
    status: str
    calling_code: str
    timezone: str
    languages: tuple[str, ...]
    headquarters: str
    known_from: date
    trunk_prefix: str
    mobile_digits: int
    agencies: tuple[Agency, ...]
    zones: tuple[Zone, ...]
    units: tuple[Unit, ...]
    districts: tuple[District, ...]
    provinces: tuple[Province, ...]
    towns: tuple[Town, ...]
    aliases: tuple[Alias, ...]
    area_codes: tuple[AreaCode, ...]
    mobile_prefixes: tuple[MobilePrefix, ...]
    carriers: tuple[Carrier, ...]
    networks: tuple[Network, ...]

    def unit(self, code: str, on: date | None = None) -> Unit | None:
        """The unit of that code on a day (``None``: the latest)."""
        return next((unit for unit in reversed(self.units) if unit.code == code and holds(unit, on)), None)

    def unit_of(self, district: str, on: date | None = None) -> str | None:
        """The code of the circle of a district on a day (``None``: the latest); ``None`` before ``known_from``."""
        return next((row.unit for row in self._spans.get(district, ()) if holds(row, on)), None)

    def district(self, code: str) -> District | None:
        """The latest row of a district."""
        return next(iter(self._spans.get(code, ())), None)

    def agency(self, on: date) -> Agency | None:
        """Who the agency was on a day."""
        return next((row for row in reversed(self.agencies) if holds(row, on)), None)

    @cached_property
    def _spans(self) -> dict[str, list[District]]:
        """The rows of each district, latest first."""
        spans: dict[str, list[District]] = {}
        for row in sorted(self.districts, key=lambda row: row.valid_from, reverse=True):
            spans.setdefault(row.code, []).append(row)
        return spans


def holds(row: Agency | Unit | District, on: date | None) -> bool:
    """Whether a row is valid on a day; ``None`` asks whether it is still valid."""
    if on is None:
        return row.valid_to is None
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)
