"""Says which circle the words of a place (an address line, a city, a region, a country) mean.

In an address line the last name wins, for addresses go from small to large; a name that is labelled as a district,
or that fills the field for the city, wins over it. The other names settle what is ambiguous, or contradict.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from nigehban.jurisdiction import sentences as s
from nigehban.jurisdiction.countries import country_name, country_stated
from nigehban.jurisdiction.fold import fold
from nigehban.jurisdiction.gazetteer import Candidate, gazetteer
from nigehban.jurisdiction.naming import names_in
from nigehban.jurisdiction.pack import Pack
from nigehban.jurisdiction.place_words import INSIDE, Hit, PlaceWords, place_reader

_AMBIGUOUS = 0.6
_CONTRADICTED = 0.8
_NO_COUNTRY = 0.9
_FROM_TEXT_ONLY = 0.9


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


NOTHING = Answer()


class Locator:
    """Answers for one pack as it is on one day."""

    def __init__(self, pack: Pack, on: date | None) -> None:
        self._pack, self._on = pack, on
        self._names = gazetteer(pack)
        self._units = names_in(pack)
        self._places = place_reader(pack)
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
        read = self._places.read(text, city, region)
        if stated is None and read.country and read.country != home:
            return Answer(read.country, text=country_name(read.country))
        known = home if stated or read.country else None
        if read.hits:
            return self._from_hits(read, stated_country=known is not None)
        if known or (read.province and not read.city_unknown):
            return self._from_province(read.province)
        return NOTHING

    def _from_hits(self, read: PlaceWords, *, stated_country: bool) -> Answer:
        """The circle of the surest name, narrowed by the others and by the province."""
        at = max(range(len(read.hits)), key=lambda i: (read.hits[i].rank, i))
        best, rest = read.hits[at], [*read.hits[:at], *read.hits[at + 1 :]]
        candidates = self._narrow(best.candidates, read.province, rest)
        units: dict[str, str] = {}
        for candidate in candidates:
            unit = self._pack.unit_of(candidate.district, self._on)
            if unit:
                units.setdefault(unit, self._label(candidate))
        if not units:
            return Answer(self._pack.code, text=s.NO_UNIT(country=self._pack.name))
        (unit, label), *others = units.items()
        factor = 1.0 if stated_country else _NO_COUNTRY
        factor *= _AMBIGUOUS if others else 1.0
        factor *= _FROM_TEXT_ONLY if best.rank == INSIDE else 1.0
        against = self._against(unit, rest)
        factor *= _CONTRADICTED if against else 1.0
        label = label if stated_country else s.NO_COUNTRY(place=label)
        for phrase, named in ((s.ALSO_FITS, others), (s.ALSO_NAMES, against.items())):
            for code, name in named:
                label = phrase(place=label, name=name, unit=self._units.full(code).text)
        return Answer(self._pack.code, unit, factor, label, (*others, *against.items()))

    def _narrow(
        self, candidates: tuple[Candidate, ...], province: str | None, rest: list[Hit]
    ) -> tuple[Candidate, ...]:
        """The candidates that the province and the other names leave; all of them if they leave none."""
        if len(candidates) < 2:
            return candidates
        if province:
            inside = (c for c in candidates if self._province_of(c.district) == province)
            candidates = tuple(inside) or candidates
        named = {c.district for hit in rest for c in hit.candidates}
        return tuple(c for c in candidates if c.district in named) or candidates

    def _against(self, unit: str, rest: list[Hit]) -> dict[str, str]:
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
        return s.IN_DISTRICT(place=candidate.label, district=name)

    def _province_of(self, district: str) -> str | None:
        row = self._pack.district(district)
        return row.province if row else None


@lru_cache(maxsize=8)
def locator(pack: Pack, on: date | None) -> Locator:
    """The locator of a pack on a day, made once."""
    return Locator(pack, on)
