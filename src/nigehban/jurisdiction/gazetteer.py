"""The names of a pack, folded: which districts, provinces or country a name can mean.

A name is matched whole or not at all. Where it can mean several districts, all of them are given, likeliest first:
the district of that name, then the larger town.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from nigehban.jurisdiction.fold import fold, words
from nigehban.jurisdiction.pack import Pack

# Words beside a name that say what it is, and are not part of it.
_LABELS = frozenset(
    fold(word)
    for word in (
        *("city", "town", "tehsil", "tehseel", "teh", "tahsil", "taluka", "taluqa", "division", "cantt", "cantonment"),
        *("municipality", "metropolitan", "corporation", "saddar", "sadar", "sadr", "rural", "urban"),
        *("شہر", "تحصیل", "تعلقہ", "ڈویژن", "چھاؤنی", "کینٹ", "صدر", "تصیل"),
    )
)
_DISTRICT_LABELS = frozenset(fold(word) for word in ("district", "distt", "dist", "disst", "zila", "zilla", "ضلع"))


class Candidate(NamedTuple):
    """A district that a name can mean. ``exact`` is True where the district itself has the name."""

    exact: bool
    population: int
    district: str
    label: str
    in_text: bool


class Gazetteer:
    """The folded names of one pack."""

    def __init__(self, pack: Pack) -> None:
        self._places: dict[str, tuple[Candidate, ...]] = {}
        self._provinces: dict[str, str] = {}
        self._countries: set[str] = {fold(pack.name), fold(pack.code)}
        self._add_names(pack)
        self._add_aliases(pack)
        self.longest = max((len(words(row.name)) for row in pack.towns), default=1) + 2

    def places(self, key: str) -> tuple[Candidate, ...]:
        """What a folded name can mean, likeliest first; empty if the pack does not know it."""
        return self._places.get(key, ())

    def province(self, key: str) -> str | None:
        """The province of a folded name."""
        return self._provinces.get(key)

    def is_country(self, key: str) -> bool:
        """Whether a folded name is the pack's own country."""
        return key in self._countries

    def _add_names(self, pack: Pack) -> None:
        for district in pack.districts:
            for name in (district.name, district.name_ur):
                self._add(name, Candidate(True, 0, district.code, district.name, district.in_text))
        for town in pack.towns:
            candidate = Candidate(False, town.population, town.district, town.name, town.in_text)
            for name in (town.name, town.name_ur):
                self._add(name, candidate)
        for province in pack.provinces:
            for name in (province.name, province.name_ur):
                self._provinces[fold(name)] = province.code

    def _add_aliases(self, pack: Pack) -> None:
        towns = {town.code: town for town in pack.towns}
        districts = {row.code: row for row in pack.districts}
        for alias in pack.aliases:
            if alias.kind == "place":
                town = towns[alias.target]
                in_text = town.in_text and alias.in_text
                candidate = Candidate(False, town.population, town.district, town.name, in_text)
                self._add(alias.text, candidate)
            elif alias.kind == "district":
                district = districts[alias.target]
                in_text = district.in_text and alias.in_text
                self._add(alias.text, Candidate(True, 0, district.code, district.name, in_text))
            elif alias.kind == "province":
                self._provinces[fold(alias.text)] = alias.target
            else:
                self._countries.add(fold(alias.text))

    def _add(self, name: str, candidate: Candidate) -> None:
        """Keep one candidate a district for each name, the likeliest first; a common word stays one."""
        key = fold(name)
        if not key:
            return
        others = [c for c in self._places.get(key, ()) if c.district != candidate.district]
        same = [c for c in self._places.get(key, ()) if c.district == candidate.district]
        in_text = candidate.in_text and all(c.in_text for c in same)
        population = max(candidate.population, *(c.population for c in same), 0)
        best = min([candidate, *same], key=lambda c: c.exact)._replace(
            exact=candidate.exact or any(c.exact for c in same), population=population, in_text=in_text
        )
        self._places[key] = tuple(sorted([*others, best], reverse=True))


@lru_cache(maxsize=8)
def gazetteer(pack: Pack) -> Gazetteer:
    """The names of a pack, folded once."""
    return Gazetteer(pack)


def without_labels(name: tuple[str, ...]) -> tuple[str, bool]:
    """The key of a name without words such as 'City' or 'Tehsil' at its ends, and whether 'District' was among them."""
    start, end, district = 0, len(name), False
    while start < end and (name[start] in _LABELS or name[start] in _DISTRICT_LABELS):
        district |= name[start] in _DISTRICT_LABELS
        start += 1
    while end > start and (name[end - 1] in _LABELS or name[end - 1] in _DISTRICT_LABELS):
        district |= name[end - 1] in _DISTRICT_LABELS
        end -= 1
    return "".join(name[start:end]), district


def is_label(word: str) -> bool:
    """Whether a folded word says what kind of place the next name is."""
    return word in _LABELS or word in _DISTRICT_LABELS


def is_district_label(word: str) -> bool:
    """Whether a folded word says that the next name is a district's."""
    return word in _DISTRICT_LABELS
