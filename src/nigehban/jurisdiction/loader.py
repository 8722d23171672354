"""Finds a pack's folder, reads its tables and checks them. Loaded once a process: a pack does not change."""

from __future__ import annotations

import os
import sys
from datetime import date
from functools import lru_cache
from pathlib import Path

from nigehban.jurisdiction.addresses import read_address
from nigehban.jurisdiction.checks import check
from nigehban.jurisdiction.errors import PackNotFoundError
from nigehban.jurisdiction.marks import MARKS
from nigehban.jurisdiction.pack import (
    Agency,
    Alias,
    AreaCode,
    Carrier,
    District,
    MobilePrefix,
    Network,
    NetworkKind,
    Pack,
    Province,
    Town,
    Unit,
    Zone,
)
from nigehban.jurisdiction.tables import Row, Section, read_rows, read_toml

_YES_NO = ("yes", "no")
_SPAN = "valid_from valid_to source confidence"


def load_pack(code_or_path: str | Path) -> Pack:
    """The pack of that folder, or of that name in one of the folders of ``search_path``.

    Raises ``PackError``: not found, a file that cannot be read, a value or a date that does not fit.
    """
    return _load(find_pack(code_or_path))


def find_pack(code_or_path: str | Path) -> Path:
    """The folder that ``load_pack`` reads; raises ``PackNotFoundError``."""
    name = str(code_or_path)
    candidates = [*_named(name), Path(name)]
    for folder in candidates:
        if _holds_pack(folder):
            return folder.resolve()
    raise PackNotFoundError(name, candidates)


def lasting_name(code_or_path: str | Path) -> str:
    """A pack as another command finds it, in whichever folder that is started: its code, or its folder's whole path.

    Raises ``PackNotFoundError``.
    """
    folder = find_pack(code_or_path)
    found = next(filter(_holds_pack, _named(folder.name)), None)
    return folder.name if found and found.resolve() == folder else str(folder)


def _named(name: str) -> list[Path]:
    """Where a pack of that name could lie; a path is no name."""
    return [] if os.sep in name else [folder / name.lower() for folder in search_path()]


def _holds_pack(folder: Path) -> bool:
    return (folder / "pack.toml").is_file()


def search_path() -> list[Path]:
    """Where packs are looked for: ``$NIGEHBAN_PACKS``, the checkout's ``packs/``, the environment's share."""
    named = [Path(part) for part in os.environ.get("NIGEHBAN_PACKS", "").split(os.pathsep) if part]
    return [*named, Path(__file__).parents[3] / "packs", Path(sys.prefix) / "share/nigehban/packs"]


@lru_cache(maxsize=16)
def _load(folder: Path) -> Pack:
    head = read_toml(folder / "pack.toml")
    phone = head.section("phone")
    pack = Pack(
        folder=folder,
        code=head.get("code", str),
        name=head.get("name", str),
        version=head.get("version", str),
        status=head.get("status", str),
        calling_code=head.get("calling_code", str),
        timezone=head.get("timezone", str),
        languages=tuple(head.get("languages", list)),
        headquarters=head.get("headquarters", str),
        known_from=head.get("known_from", date),
        trunk_prefix=phone.get("trunk_prefix", str),
        mobile_digits=phone.get("mobile_digits", int),
        agencies=_agencies(folder),
        zones=_zones(folder),
        units=read_units(folder),
        districts=_districts(folder),
        provinces=_provinces(folder),
        towns=_towns(folder),
        aliases=_aliases(folder),
        area_codes=_area_codes(folder),
        mobile_prefixes=_mobile_prefixes(folder),
        carriers=_carriers(folder),
        networks=_networks(folder),
    )
    check(pack)
    return pack


def _agencies(folder: Path) -> tuple[Agency, ...]:
    return tuple(map(_agency, read_toml(folder / "org/agency.toml").sections("agency")))


def _agency(section: Section) -> Agency:
    return Agency(
        section.get("code", str),
        section.get("name_en", str),
        section.get("name_ur", str, ""),
        section.get("valid_from", date),
        section.day_or_none("valid_to"),
        section.get("source", str),
        section.get("confidence", str),
    )


def _zones(folder: Path) -> tuple[Zone, ...]:
    sections = read_toml(folder / "org/zones.toml").sections("zone")
    return tuple(Zone(s.get("code", str), s.get("name_en", str), s.get("name_ur", str, "")) for s in sections)


def read_units(folder: Path) -> tuple[Unit, ...]:
    """The units of the pack in a folder, without a look at its other tables."""
    rows = read_rows(folder / "org/units.csv", f"code name_en short_en name_ur short_ur zone lat lon {_SPAN}")
    return tuple(
        Unit(
            row.text("code"),
            row.text("name_en"),
            row.text("short_en"),
            row.text_or_empty("name_ur"),
            row.text_or_empty("short_ur"),
            row.text("zone"),
            *_point(row),
            row.day("valid_from"),
            row.day_or_none("valid_to"),
            row.text("source"),
            row.one_of("confidence", MARKS),
            row.line,
        )
        for row in rows
    )


def _districts(folder: Path) -> tuple[District, ...]:
    rows = read_rows(folder / "geo/districts.csv", f"code name name_ur province unit in_text {_SPAN}")
    return tuple(
        District(
            row.text("code"),
            row.text("name"),
            row.text_or_empty("name_ur"),
            row.text("province"),
            row.text("unit"),
            row.one_of("in_text", _YES_NO) == "yes",
            row.day("valid_from"),
            row.day_or_none("valid_to"),
            row.text("source"),
            row.one_of("confidence", MARKS),
            row.line,
        )
        for row in rows
    )


def _provinces(folder: Path) -> tuple[Province, ...]:
    rows = read_rows(folder / "geo/provinces.csv", "code name name_ur")
    return tuple(Province(r.text("code"), r.text("name"), r.text_or_empty("name_ur")) for r in rows)


def _towns(folder: Path) -> tuple[Town, ...]:
    columns = "code name name_ur district lat lon population in_text source"
    return tuple(
        Town(
            row.text("code"),
            row.text("name"),
            row.text_or_empty("name_ur"),
            row.text("district"),
            *_point(row),
            row.whole("population"),
            row.one_of("in_text", _YES_NO) == "yes",
            row.text("source"),
            row.line,
        )
        for row in read_rows(folder / "geo/places.csv", columns)
    )


def _aliases(folder: Path) -> tuple[Alias, ...]:
    kinds = ("place", "district", "province", "country")
    rows = read_rows(folder / "geo/aliases.csv", "alias kind target in_text")
    return tuple(
        Alias(
            row.text("alias"),
            row.one_of("kind", kinds),
            row.text("target"),
            row.one_of("in_text", _YES_NO) == "yes",
            row.line,
        )
        for row in rows
    )


def _area_codes(folder: Path) -> tuple[AreaCode, ...]:
    rows = read_rows(folder / "geo/area_codes.csv", "code districts digits")
    return tuple(AreaCode(r.text("code"), r.codes("districts"), _lengths(r), r.line) for r in rows)


def _lengths(row: Row) -> tuple[int, ...]:
    """``7`` or ``6-7``: how many digits a subscriber's number has."""
    low, _, high = row.text("digits").partition("-")
    try:
        return tuple(range(int(low), int(high or low) + 1))
    except ValueError:
        raise row.error("digits", f"'{row.text('digits')}' is no number of digits. Write 7 or 6-7.") from None


def _mobile_prefixes(folder: Path) -> tuple[MobilePrefix, ...]:
    rows = read_rows(folder / "ids/mobile_prefix.csv", "prefix carrier")
    return tuple(MobilePrefix(row.text("prefix"), row.text("carrier")) for row in rows)


def _carriers(folder: Path) -> tuple[Carrier, ...]:
    kinds = tuple(kind.value for kind in NetworkKind)
    return tuple(
        Carrier(
            row.whole("asn"),
            row.text("name"),
            row.text_or_empty("brand"),
            NetworkKind(row.one_of("kind", kinds)),
        )
        for row in read_rows(folder / "geo/carriers.csv", "asn name brand kind")
    )


def _networks(folder: Path) -> tuple[Network, ...]:
    return tuple(map(_network, read_rows(folder / "geo/networks.csv", "start end asn")))


def _network(row: Row) -> Network:
    (version, start), (end_version, end) = _address(row, "start"), _address(row, "end")
    if version != end_version or end < start:
        raise row.error("end", "lies before 'start', or is of another IP version.")
    return Network(version, start, end, row.whole("asn"), row.line)


def _address(row: Row, column: str) -> tuple[int, int]:
    found = read_address(row.text(column))
    if found is None:
        raise row.error(column, f"'{row.text(column)}' is no IP address.")
    return found


def _point(row: Row) -> tuple[float | None, float | None]:
    lat, lon = row.number("lat", -90, 90), row.number("lon", -180, 180)
    if (lat is None) is not (lon is None):
        raise row.error("lon", "a latitude and a longitude go together: fill in both or neither.")
    return lat, lon
