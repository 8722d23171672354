"""Reads the words of a place, an address line, a city and a region, into the names that the pack knows.

Only whole names count. 'Multan Road' names a road; a name that is also a common word counts only where it stands
alone or behind a word such as 'District'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from nigehban.jurisdiction.countries import country_named
from nigehban.jurisdiction.fold import fold, words
from nigehban.jurisdiction.gazetteer import Candidate, gazetteer, is_district_label, is_label, without_labels
from nigehban.jurisdiction.pack import Pack

_PARTS = re.compile(r"[,،;؛\n\r\t|/۔]+|\s-\s")
_LONGEST_TEXT = 2000  # an address is short; a chat log in an address field is not searched for places
CITY, DISTRICT, WHOLE, INSIDE = 3, 2, 1, 0
_REGION = -1  # the field for a region: a province's name means the province there

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


class Hit(NamedTuple):
    """A known name: how surely it is the place itself (``CITY`` to ``INSIDE``), and what it can mean."""

    rank: int
    candidates: tuple[Candidate, ...]


class Part(NamedTuple):
    """What one part of a line, between two commas, names."""

    country: str | None = None
    province: str | None = None
    hits: tuple[Hit, ...] = ()


class PlaceWords(NamedTuple):
    """Everything known that the words of a place name; ``hits`` in the order of the words."""

    hits: list[Hit]
    province: str | None
    country: str | None
    city_unknown: bool


class PlaceReader:
    """Reads the words of places with the names of one pack."""

    def __init__(self, pack: Pack) -> None:
        self._home = pack.code
        self._names = gazetteer(pack)
        self._part = lru_cache(maxsize=65536)(self._read_part)

    def read(self, text: str | None, city: str | None, region: str | None) -> PlaceWords:
        """The known names in the three fields, ``None`` for a field that is not stated."""
        hits: list[Hit] = []
        province = country = None
        for rank, field in ((WHOLE, text), (CITY, city), (_REGION, region)):
            if not field:
                continue
            for piece in _PARTS.split(field[:_LONGEST_TEXT]):
                part = self._part(piece, rank)
                hits += part.hits
                province = part.province or province
                country = part.country or country
        unknown = bool(city) and not any(hit.rank >= DISTRICT for hit in hits)
        return PlaceWords(hits, province, country, unknown)

    def _read_part(self, piece: str, rank: int) -> Part:
        tokens = words(piece)
        key = "".join(tokens)
        if not key:
            return Part()
        country = self._country(key) or self._country_at_end(tokens)
        province = self._names.province(key)
        if province and (rank == _REGION or not self._names.places(key)):
            return Part(country, province)
        return Part(country, None, tuple(self._hits(tokens, WHOLE if rank == _REGION else rank)))

    def _country(self, key: str) -> str | None:
        return self._home if self._names.is_country(key) else country_named(key)

    def _country_at_end(self, tokens: tuple[str, ...]) -> str | None:
        """'Gujranwala Pakistan': the country behind the place without a comma."""
        ends = ("".join(tokens[-n:]) for n in (1, 2, 3) if n < len(tokens))
        return next((code for key in ends if (code := self._country(key))), None)

    def _hits(self, tokens: tuple[str, ...], rank: int) -> Iterator[Hit]:
        """The part as a whole, or else the known names inside it."""
        if candidates := self._names.places("".join(tokens)):
            yield Hit(rank, candidates)
            return
        key, labelled = without_labels(tokens)
        if candidates := self._names.places(key):
            yield Hit(max(rank, DISTRICT) if labelled else rank, _districts_first(candidates, labelled))
            return
        yield from self._inside(tokens, rank)

    def _inside(self, tokens: tuple[str, ...], rank: int) -> Iterator[Hit]:
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
                surer = DISTRICT if labelled else max(rank - 1, INSIDE)
                yield Hit(surer, _districts_first(candidates, labelled))

    def _longest_name(self, tokens: tuple[str, ...], at: int) -> tuple[int, tuple[Candidate, ...]]:
        for length in range(min(self._names.longest, len(tokens) - at), 0, -1):
            if candidates := self._names.places("".join(tokens[at : at + length])):
                return length, candidates
        return 0, ()


def _districts_first(candidates: tuple[Candidate, ...], labelled: bool) -> tuple[Candidate, ...]:
    """Behind the word 'District' a name means the district, if there is one of that name."""
    return (tuple(c for c in candidates if c.exact) or candidates) if labelled else candidates


@lru_cache(maxsize=8)
def place_reader(pack: Pack) -> PlaceReader:
    """The place reader of a pack, made once."""
    return PlaceReader(pack)
