"""What must hold across the tables of a pack; the first breach is raised, with the place to mend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from typing import TypeVar

from nigehban.jurisdiction.errors import PackCoverageError, PackFileError, PackValueError
from nigehban.jurisdiction.pack import District, Network, Pack, Unit

Record = TypeVar("Record", Unit, District)

_DAY = timedelta(days=1)
_SHORT = 20  # characters of a short name: a terminal shows it in a column between others


def check(pack: Pack) -> None:
    """Raise ``PackError`` if the tables contradict each other or leave a district without a circle."""
    _check_units(pack)
    _check_districts(pack)
    _check_places(pack)
    _check_aliases(pack)
    _check_numbers(pack)
    _check_networks(pack)


def _check_units(pack: Pack) -> None:
    path = pack.folder / "org/units.csv"
    zones = {zone.code for zone in pack.zones}
    for unit in pack.units:
        _known(path, unit.line, "zone", unit.zone, zones, "org/zones.toml")
        _check_short_names(path, unit)
    for spans in _by_code(pack.units).values():
        for earlier, later in pairwise(spans):
            if earlier.valid_to is None or later.valid_from <= earlier.valid_to:
                problem = f"unit '{later.code}' is already valid then (row {earlier.line}). Mend the dates."
                raise PackValueError(path, later.line, "valid_from", problem)
    for one, other in combinations(pack.units, 2):
        _check_told_apart(path, one, other)
    if pack.unit(pack.headquarters) is None:
        problem = f"headquarters '{pack.headquarters}' is no unit in org/units.csv that is still valid."
        raise PackFileError(pack.folder / "pack.toml", problem)


def _check_short_names(path: Path, unit: Unit) -> None:
    for column, short in (("short_en", unit.short_en), ("short_ur", unit.short_ur)):
        if len(short) > _SHORT:
            problem = f"'{short}' is longer than {_SHORT} characters. It must fit a narrow column: shorten it."
            raise PackValueError(path, unit.line, column, problem)
    if bool(unit.short_ur) != bool(unit.name_ur):
        problem = "and 'name_ur' belong together. Fill in both or neither."
        raise PackValueError(path, unit.line, "short_ur", problem)


def _check_told_apart(path: Path, one: Unit, other: Unit) -> None:
    if one.code == other.code or not _meet(one, other):
        return
    for column, first, second in (
        ("short_en", one.short_en, other.short_en),
        ("short_ur", one.short_ur, other.short_ur),
    ):
        if first and first == second:
            problem = (
                f"'{second}' is the short name of '{one.code}' too (row {one.line}). Nobody could tell them apart."
            )
            raise PackValueError(path, other.line, column, problem)


def _meet(one: Unit, other: Unit) -> bool:
    """Whether there is a day on which both are valid."""
    first, second = sorted((one, other), key=lambda unit: unit.valid_from)
    return first.valid_to is None or second.valid_from <= first.valid_to


def _check_districts(pack: Pack) -> None:
    path = pack.folder / "geo/districts.csv"
    provinces = {province.code for province in pack.provinces}
    units = _by_code(pack.units)
    for code, spans in _by_code(pack.districts).items():
        _check_no_gap(path, code, spans, pack.known_from)
        for row in spans:
            _known(path, row.line, "province", row.province, provinces, "geo/provinces.csv")
            _known(path, row.line, "unit", row.unit, units, "org/units.csv")
            if not _covered(row, units[row.unit]):
                problem = f"unit '{row.unit}' is not valid on all of the district's days (see org/units.csv)."
                raise PackValueError(path, row.line, "unit", problem)


def _check_no_gap(path: Path, code: str, spans: list[District], known_from: date) -> None:
    if spans[0].valid_from > known_from:
        problem = f"has no circle from {known_from} (known_from in pack.toml) to {spans[0].valid_from - _DAY}."
        raise PackCoverageError(path, code, problem)
    for earlier, later in pairwise(spans):
        if earlier.valid_to is None or later.valid_from <= earlier.valid_to:
            problem = f"has two circles on {later.valid_from} (rows {earlier.line} and {later.line})."
            raise PackCoverageError(path, code, problem)
        if later.valid_from > earlier.valid_to + _DAY:
            problem = f"has no circle from {earlier.valid_to + _DAY} to {later.valid_from - _DAY}."
            raise PackCoverageError(path, code, problem)
    if spans[-1].valid_to is not None:
        problem = f"has no circle after {spans[-1].valid_to} (row {spans[-1].line}). Leave valid_to empty."
        raise PackCoverageError(path, code, problem)


def _covered(row: District, spans: list[Unit]) -> bool:
    """Whether the unit exists on every day of the district's row (its own spans may follow one another)."""
    day = row.valid_from
    for unit in spans:
        if unit.valid_from <= day and (unit.valid_to is None or day <= unit.valid_to):
            if unit.valid_to is None:
                return True
            day = unit.valid_to + _DAY
    return row.valid_to is not None and day > row.valid_to


def _check_places(pack: Pack) -> None:
    path = pack.folder / "geo/places.csv"
    districts = {row.code for row in pack.districts}
    seen: dict[str, int] = {}
    for town in pack.towns:
        _known(path, town.line, "district", town.district, districts, "geo/districts.csv")
        if town.code in seen:
            problem = f"'{town.code}' stands in row {seen[town.code]} already. Codes are used once."
            raise PackValueError(path, town.line, "code", problem)
        seen[town.code] = town.line


def _check_aliases(pack: Pack) -> None:
    path = pack.folder / "geo/aliases.csv"
    targets = {
        "place": ({town.code for town in pack.towns}, "geo/places.csv"),
        "district": ({row.code for row in pack.districts}, "geo/districts.csv"),
        "province": ({row.code for row in pack.provinces}, "geo/provinces.csv"),
        "country": ({pack.code}, "pack.toml"),
    }
    for alias in pack.aliases:
        codes, table = targets[alias.kind]
        _known(path, alias.line, "target", alias.target, codes, table)


def _check_numbers(pack: Pack) -> None:
    path = pack.folder / "geo/area_codes.csv"
    districts = {row.code for row in pack.districts}
    for area in pack.area_codes:
        for code in area.districts:
            _known(path, area.line, "districts", code, districts, "geo/districts.csv")


def _check_networks(pack: Pack) -> None:
    path = pack.folder / "geo/networks.csv"
    carriers = {carrier.asn for carrier in pack.carriers}
    last: Network | None = None
    for row in sorted(pack.networks):
        if row.asn not in carriers:
            problem = f"operator {row.asn} is not in geo/carriers.csv. Add it there."
            raise PackValueError(path, row.line, "asn", problem)
        if last and last.version == row.version and row.start <= last.end:
            problem = f"overlaps with row {last.line}. An address has one operator."
            raise PackValueError(path, row.line, "start", problem)
        last = row


def _known(path: Path, line: int, column: str, value: str, known: Iterable[str], table: str) -> None:
    if value not in known:
        raise PackValueError(path, line, column, f"'{value}' is not in {table}. Add it there or mend it here.")


def _by_code(rows: Iterable[Record]) -> dict[str, list[Record]]:
    grouped: dict[str, list[Record]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.valid_from):
        grouped[row.code].append(row)
    return grouped
