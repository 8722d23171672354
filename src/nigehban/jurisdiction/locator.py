"""Reads the words of a place (an address line, a city, a region, a country) and says which circle they mean.

Only whole names count. In an address line the last name wins, for addresses go from small to large; a name that
is labelled as a district, or that fills the field for the city, wins over it. 'Multan Road' names a road.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from nigehban.jurisdiction.countries import country_name, country_named, country_stated
from nigehban.jurisdiction.fold import fold, words
from nigehban.jurisdiction.gazetteer import Candidate, gazetteer, is_district_label, is_label, without_labels
from nigehban.jurisdiction.pack import Pack

_PARTS = re.compile(r"[,،;؛\n\r\t|/۔]+|\s-\s")
_LONGEST_TEXT = 2000  # an address is short; a chat log in an address field is not searched for places
_CITY, _DISTRICT, _WHOLE, _INSIDE = 3, 2, 1, 0

_AMBIGUOUS = 0.6
_CONTRADICTED = 0.8
_NO_COUNTRY = 0.9
_FROM_TEXT_ONLY = 0.9

# A place name before one of these is the name of a road, a shop or a quarter somewhere else.
_NOT_A_TOWN = frozenset(
    fold(word)
    for word in (
        *("road", "rd", "street", "st", "gali", "lane", "chowk", "chouk", "bazar", "bazaar", "market", "gate", "mor"),
        *("morr", "more", "adda", "colony", "town", "plaza", "bypass", "highway", "expressway", "motorway", "house"),
        *("hotel", "sweets", "park", "hospital", "school", "college", "university", "company", "stop", "phatak"),
        *("flyover", "canal", "block", "scheme", "society", "garden", "gardens", "bank", "cinema", "stadium", "view"),
        *("روڈ", "سڑک", "گلی", "چوک", "بازار", "مارکیٹ", "گیٹ", "موڑ", "اڈہ", "اڈا", "کالونی", "ٹاؤن", "پلازہ", "پارک"),
        *("ہسپتال", "اسکول", "سکول", "یونیورسٹی", "کمپنی", "اسٹاپ", "پھاٹک", "نہر", "بلاک", "سوسائٹی", "ہاؤس", "ہوٹل"),
    )
)


class Answer(NamedTuple):
    """What the words of one place show.

    ``country`` is its ISO code, ``None`` if unknown; ``unit`` the circle, ``None`` if unknown; ``factor`` (0 to 1)
    scales the confidence of the source; ``others`` are circles that the same words could also mean, with the names.
    """

    country: str | None = None
    unit: str | None = None
    factor: float = 1.0
    text: str = ""
    others: tuple[tuple[str, str], ...] = ()


class _Hit(NamedTuple):
    """A known name in the words: how surely it is the place itself, where it stands, what it can mean."""

    rank: int
    position: int
    candidates: tuple[Candidate, ...]


class _Words(NamedTuple):
    """Everything known that the words of a place name."""

    hits: list[_Hit]
    province: str | None
    country: str | None
    city_unknown: bool


NOTHING = Answer()


class Locator:
    """Answers for one pack as it is on one day."""

    def __init__(self, pack: Pack, on: date | None) -> None:
        self._pack, self._on = pack, on
        self._names = gazetteer(pack)
        self.locate = lru_cache(maxsize=65536)(self._locate)

    def districts(self, codes: tuple[str, ...]) -> list[tuple[str, str]]:
        """Each district's circle and name; those without a circle on the day are left out."""
        found = ((self._pack.unit_of(code, self._on), self._pack.district(code)) for code in codes)
        return [(unit, district.name) for unit, district in found if unit and district]

    def _locate(self, text: str | None, city: str | None, region: str | None, country: str | None) -> Answer:
        """What a place's fields show; ``None`` is a field that the sender does not state."""
        home = self._pack.code
        stated = country_stated(country) if country else None
        stated = home if country and self._names.is_country(fold(country)) else stated
        if stated and stated != home:
            return Answer(stated, text=country_name(stated))
        read = self._read(text, city, region)
        if stated is None and read.country and read.country != home:
            return Answer(read.country, text=country_name(read.country))
        known = home if stated or read.country else None
        if read.hits:
            return self._from_hits(read, stated_country=known is not None)
        if known or (read.province and not read.city_unknown):
            return self._from_province(read.province)
        return NOTHING

    def _from_hits(self, read: _Words, *, stated_country: bool) -> Answer:
        """The circle of the surest name, narrowed by the others and by the province."""
        best = max(read.hits)
        rest = [hit for hit in read.hits if hit is not best]
        candidates = self._narrow(best.candidates, read.province, rest)
        units: dict[str, str] = {}
        for candidate in candidates:
            unit = self._pack.unit_of(candidate.district, self._on)
            if unit:
                units.setdefault(unit, self._label(candidate))
        if not units:
            return Answer(self._pack.code, text=f"{self._pack.name} (no circle is known for that day)")
        (unit, label), *others = units.items()
        factor = 1.0 if stated_country else _NO_COUNTRY
        factor *= _AMBIGUOUS if others else 1.0
        factor *= _FROM_TEXT_ONLY if best.rank == _INSIDE else 1.0
        against = self._against(unit, rest)
        factor *= _CONTRADICTED if against else 1.0
        notes = [f"; the name also fits {name} ({code})" for code, name in others]
        notes += [f"; the words also name {name} ({code})" for code, name in against.items()]
        label += "" if stated_country else " (no country is stated)"
        return Answer(self._pack.code, unit, factor, label + "".join(notes), (*others, *against.items()))

    def _narrow(
        self, candidates: tuple[Candidate, ...], province: str | None, rest: list[_Hit]
    ) -> tuple[Candidate, ...]:
        """The candidates that the province and the other names leave; all of them if they leave none."""
        if len(candidates) < 2:
            return candidates
        if province:
            inside = (c for c in candidates if self._province_of(c.district) == province)
            candidates = tuple(inside) or candidates
        named = {c.district for hit in rest for c in hit.candidates}
        return tuple(c for c in candidates if c.district in named) or candidates

    def _against(self, unit: str, rest: list[_Hit]) -> dict[str, str]:
        """Circles that other names in the same words mean and that cannot be reconciled with the chosen one."""
        against: dict[str, str] = {}
        for hit in rest:
            if not all(c.in_text for c in hit.candidates):
                continue  # a common word before a town's name is one of its quarters
            units = {self._pack.unit_of(c.district, self._on): c for c in reversed(hit.candidates)}
            if unit not in units:
                against.update({code: self._label(c) for code, c in units.items() if code})
        return against

    def _from_province(self, province: str | None) -> Answer:
        """A province with one circle names it; any other says 'in the country' only."""
        name = next((row.name for row in self._pack.provinces if row.code == province), None)
        if name is None:
            return Answer(self._pack.code, text=self._pack.name)
        codes = {row.code for row in self._pack.districts if row.province == province}
        units = {self._pack.unit_of(code, self._on) for code in codes}
        if len(units) == 1 and (unit := units.pop()):
            return Answer(self._pack.code, unit, text=name)
        return Answer(self._pack.code, text=f"{name}, {self._pack.name}")

    def _label(self, candidate: Candidate) -> str:
        district = self._pack.district(candidate.district)
        name = district.name if district else candidate.district
        if candidate.exact or name == candidate.label:
            return candidate.label
        return f"{candidate.label} in district {name}"

    def _province_of(self, district: str) -> str | None:
        row = self._pack.district(district)
        return row.province if row else None

    def _read(self, text: str | None, city: str | None, region: str | None) -> _Words:
        """The known names in the three fields."""
        hits: list[_Hit] = []
        province = country = None
        for rank, field in ((_WHOLE, text), (_CITY, city), (_WHOLE, region)):
            for part in _PARTS.split((field or "")[:_LONGEST_TEXT]):
                tokens = words(part)
                key = "".join(tokens)
                if not key:
                    continue
                country = self._country(key) or self._country_at_end(tokens) or country
                of_region = self._names.province(key)
                if of_region and (field is region or not self._names.places(key)):
                    province = of_region
                    continue
                hits += self._hits(tokens, rank, len(hits))
        unknown = bool(city) and not any(hit.rank >= _DISTRICT for hit in hits)
        return _Words(hits, province, country, unknown)

    def _country(self, key: str) -> str | None:
        return self._pack.code if self._names.is_country(key) else country_named(key)

    def _country_at_end(self, tokens: tuple[str, ...]) -> str | None:
        """'Gujranwala Pakistan': the country behind the place without a comma."""
        ends = ("".join(tokens[-n:]) for n in (1, 2, 3) if n < len(tokens))
        return next((code for key in ends if (code := self._country(key))), None)

    def _hits(self, tokens: tuple[str, ...], rank: int, position: int) -> Iterator[_Hit]:
        """The part as a whole, or else the known names inside it."""
        if candidates := self._names.places("".join(tokens)):
            yield _Hit(rank, position, candidates)
            return
        key, labelled = without_labels(tokens)
        if candidates := self._names.places(key):
            yield _Hit(max(rank, _DISTRICT) if labelled else rank, position, _districts_first(candidates, labelled))
            return
        yield from self._inside(tokens, rank, position)

    def _inside(self, tokens: tuple[str, ...], rank: int, position: int) -> Iterator[_Hit]:
        """Known names inside a longer part, the longest at each place."""
        at = 0
        while at < len(tokens):
            label = tokens[at - 1] if at and is_label(tokens[at - 1]) else ""
            length, candidates = self._longest_name(tokens, at)
            if not length:
                at += 1
                continue
            at += length
            road = at < len(tokens) and tokens[at] in _NOT_A_TOWN
            if label or (not road and all(c.in_text for c in candidates)):
                labelled = is_district_label(label) or (at < len(tokens) and is_district_label(tokens[at]))
                surer = _DISTRICT if labelled else max(rank - 1, _INSIDE)
                yield _Hit(surer, position, _districts_first(candidates, labelled))
                position += 1

    def _longest_name(self, tokens: tuple[str, ...], at: int) -> tuple[int, tuple[Candidate, ...]]:
        for length in range(min(self._names.longest, len(tokens) - at), 0, -1):
            if candidates := self._names.places("".join(tokens[at : at + length])):
                return length, candidates
        return 0, ()


def _districts_first(candidates: tuple[Candidate, ...], labelled: bool) -> tuple[Candidate, ...]:
    """Behind the word 'District' a name means the district, if there is one of that name."""
    return (tuple(c for c in candidates if c.exact) or candidates) if labelled else candidates


@lru_cache(maxsize=8)
def locator(pack: Pack, on: date | None) -> Locator:
    """The locator of a pack on a day, made once."""
    return Locator(pack, on)
