"""The rows that a breakdown can have: by which words events name them, and how they are called.

Words are compared trimmed and in lower case. A name that several towns bear means the largest of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from nigehban.jurisdiction.law import Law, load_law
from nigehban.jurisdiction.loader import find_pack, load_pack
from nigehban.jurisdiction.pack import Pack
from nigehban.jurisdiction.statistics.records import NOT_RECOGNISED, NOT_STATED, Breakdown, Side
from nigehban.jurisdiction.texts import Text

_SIGN = "§"
ABSENT: dict[str, Text] = {
    NOT_STATED: {"en": "Not stated", "ur": "درج نہیں"},
    NOT_RECOGNISED: {"en": "Not recognised", "ur": "شناخت نہیں ہوئی"},
}


class Meaning(NamedTuple):
    """What a word means: a row, and the row of the larger table that it belongs to (empty: none)."""

    value: str
    parent: str = ""


class Rows:
    """The rows of a pack's breakdowns."""

    def __init__(self, pack: Pack, law: Law | None) -> None:
        self._pack, self._law = pack, law

    def words(self, breakdown: Breakdown) -> Mapping[str, Meaning]:
        """What each word means; of a breakdown by unit nothing, for units are stored by their codes."""
        if breakdown.side is Side.DATA:
            return {value.id.lower(): Meaning(value.id) for value in breakdown.values}
        return self._words.get(breakdown.side, {})

    def label(self, breakdown: Breakdown, value: str) -> Text:
        """How a row is called, by language; a value that the pack does not know is itself."""
        if breakdown.side is Side.DATA:
            titles = {one.id: one.title for one in breakdown.values}
        else:
            titles = self._titles[breakdown.side]
        return titles.get(value) or ABSENT.get(value) or {"en": value}

    @cached_property
    def _words(self) -> dict[Side, dict[str, Meaning]]:
        made: dict[Side, Callable[[], Iterator[tuple[str, Meaning]]]] = {
            Side.CITY: self._city_words,
            Side.PROVINCE: self._province_words,
            Side.OFFENCE: lambda: self._law_words(Side.OFFENCE),
            Side.ACT: lambda: self._law_words(Side.ACT),
        }
        return {side: dict(words()) for side, words in made.items()}

    def _city_words(self) -> Iterator[tuple[str, Meaning]]:
        """The later pair of one word holds: districts, then codes of towns, other names, names by size."""
        provinces = self._provinces_of_districts
        towns = sorted(self._pack.towns, key=lambda town: town.population)
        by_code = {town.code: town for town in towns}
        for row in self._pack.districts:
            for name in filter(None, (row.code, row.name, row.name_ur)):
                yield name.lower(), Meaning(row.code, row.province)
        for town in towns:
            yield town.code, Meaning(town.code, provinces[town.district])
        for alias in self._pack.aliases:
            if alias.kind == "place":
                yield alias.text.lower(), Meaning(alias.target, provinces[by_code[alias.target].district])
        for town in towns:
            for name in filter(None, (town.name, town.name_ur)):
                yield name.lower(), Meaning(town.code, provinces[town.district])

    def _province_words(self) -> Iterator[tuple[str, Meaning]]:
        for row in self._pack.provinces:
            for name in filter(None, (row.code, row.name, row.name_ur)):
                yield name.lower(), Meaning(row.code)
        for alias in self._pack.aliases:
            if alias.kind == "province":
                yield alias.text.lower(), Meaning(alias.target)

    def _law_words(self, side: Side) -> Iterator[tuple[str, Meaning]]:
        for offence in self._law.offences if self._law else ():
            meaning = Meaning(offence.code, offence.act) if side is Side.OFFENCE else Meaning(offence.act)
            yield offence.code.lower(), meaning

    @cached_property
    def _titles(self) -> dict[Side, dict[str, Text]]:
        towns = {town.code: _named(town.name, town.name_ur) for town in self._pack.towns}
        return {
            Side.CITY: {row.code: _named(row.name, row.name_ur) for row in self._pack.districts} | towns,
            Side.PROVINCE: {row.code: _named(row.name, row.name_ur) for row in self._pack.provinces},
            Side.UNIT: {unit.code: _named(unit.short_en, unit.short_ur) for unit in self._pack.units},
            Side.OFFENCE: {
                one.code: _section(one.section, one.title) for one in (self._law.offences if self._law else ())
            },
            Side.ACT: {act.id: act.title for act in (self._law.acts if self._law else ())},
        }

    @cached_property
    def _provinces_of_districts(self) -> dict[str, str]:
        return {row.code: row.province for row in self._pack.districts}


def spoken(text: Text, language: str) -> str:
    """A text in the language where there is one, else in the pack's first."""
    return text.get(language.partition("-")[0]) or next(iter(text.values()))


def load_rows(code_or_path: str | Path) -> Rows:
    """The rows of a pack's breakdowns, made once a process. Raises ``PackError``."""
    return _load(find_pack(code_or_path))


@lru_cache(maxsize=16)
def _load(folder: Path) -> Rows:
    return Rows(load_pack(folder), load_law(folder) if (folder / "law").is_dir() else None)


def _named(english: str, urdu: str) -> Text:
    return {"en": english} | ({"ur": urdu} if urdu else {})


def _section(number: str, title: Text) -> Text:
    return {language: f"{_SIGN} {number} {text}" for language, text in title.items()}
