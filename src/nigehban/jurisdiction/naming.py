"""The names of a pack's units. Codes are for data (columns, addresses, JSON); whatever a person reads is named here.

A name is in the language asked for (``ur``, ``ur-PK``) where the pack has one, else in English; a code that the pack
does not know stays a code. Only the table of units is read: a small command does not wait for the whole pack.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from nigehban.jurisdiction.loader import find_pack, read_units
from nigehban.jurisdiction.pack import Pack, Unit

_ENGLISH = "en"


class Name(NamedTuple):
    """What to show, and its language (ISO 639): ``""`` for a code, which is of none."""

    text: str
    language: str


class UnitNames:
    """The names of units; of a unit that was renamed, the newest. Without units, every name is the code."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self._units = {unit.code: unit for unit in sorted(units, key=lambda unit: unit.valid_from)}

    def full(self, code: str, language: str = _ENGLISH) -> Name:
        """The name for a sentence: 'Rawalpindi circle'."""
        unit = self._units.get(code)
        return _chosen(code, language, {_ENGLISH: unit.name_en, "ur": unit.name_ur} if unit else {})

    def short(self, code: str, language: str = _ENGLISH) -> Name:
        """The name for a narrow column: 'Rawalpindi'."""
        unit = self._units.get(code)
        return _chosen(code, language, {_ENGLISH: unit.short_en, "ur": unit.short_ur} if unit else {})


def _chosen(code: str, language: str, names: dict[str, str]) -> Name:
    for one in (language.partition("-")[0], _ENGLISH):
        if names.get(one):
            return Name(names[one], one)
    return Name(code, "")


def unit_names(code_or_path: str | Path) -> UnitNames:
    """The names that a pack gives its units, read once a process. Raises ``PackError``."""
    return _read(find_pack(code_or_path))


@lru_cache(maxsize=16)
def _read(folder: Path) -> UnitNames:
    return UnitNames(read_units(folder))


@lru_cache(maxsize=8)
def names_in(pack: Pack) -> UnitNames:
    """The names of the units of a pack that is loaded."""
    return UnitNames(pack.units)
