"""What the pack of Pakistan must hold, whatever else is added to it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from nigehban.jurisdiction import Pack
from nigehban.jurisdiction.fold import fold
from nigehban.jurisdiction.gazetteer import gazetteer

CIRCLES = ["ATD", "DIK", "FSD", "GLT", "GRW", "GWD", "ISB", "KHI", "LHR", "MUX", "PEW", "RWP", "SKR", "UET"]


def test_every_district_has_exactly_one_circle_on_every_day(pk: Pack) -> None:
    edges = {pk.known_from}
    for row in pk.districts:
        edges |= {row.valid_from, row.valid_from - timedelta(days=1)} - {pk.known_from - timedelta(days=1)}
    for code in {row.code for row in pk.districts}:
        for day in [*edges, date(2030, 1, 1)]:
            rows = [r for r in pk.districts if r.code == code and _holds(r.valid_from, r.valid_to, day)]
            assert len(rows) == 1, (code, day)
            assert pk.unit(rows[0].unit, day) is not None


def _holds(start: date, end: date | None, day: date) -> bool:
    return start <= day and (end is None or day <= end)


def test_all_177_districts_are_there_by_province(pk: Pack) -> None:
    provinces = Counter({row.code: row.province for row in pk.districts}.values())
    assert provinces == {"PB": 41, "SD": 30, "KP": 40, "BA": 41, "GB": 14, "JK": 10, "IS": 1}


def test_every_circle_has_districts_and_a_point_on_the_map(pk: Pack) -> None:
    units = {unit.code: unit for unit in pk.units if unit.valid_to is None}
    assert set(units) == {*CIRCLES, pk.headquarters}
    assert {row.unit for row in pk.districts if row.valid_to is None} == set(CIRCLES)
    assert all(unit.lat is not None and unit.name_ur and unit.short_ur for unit in units.values())


@pytest.mark.parametrize(
    ("district", "unit"),
    [
        ("gujrat", "GRW"),
        ("jhelum", "RWP"),
        ("sargodha", "FSD"),
        ("rahim-yar-khan", "MUX"),
        ("okara", "LHR"),
        ("swat", "PEW"),
        ("mansehra", "ATD"),
        ("kohat", "DIK"),
        ("zhob", "UET"),
        ("kech", "GWD"),
        ("diamer", "GLT"),
        ("islamabad", "ISB"),
        ("badin", "KHI"),
        ("larkana", "SKR"),
    ],
)
def test_districts_go_to_the_circle_of_the_directory(pk: Pack, district: str, unit: str) -> None:
    assert pk.unit_of(district) == unit


def test_hyderabad_was_a_centre_of_its_own_until_the_agency_changed(pk: Pack) -> None:
    assert pk.unit_of("hyderabad", date(2024, 4, 23)) == "HDD"
    assert pk.unit_of("hyderabad", date(2024, 4, 24)) == "KHI"


def test_before_its_first_day_the_pack_knows_no_circle(pk: Pack) -> None:
    assert pk.unit_of("lahore", pk.known_from - timedelta(days=1)) is None


def test_the_agency_of_a_day_is_known(pk: Pack) -> None:
    codes = [agency.code for day in (date(2024, 4, 23), date(2024, 4, 24)) if (agency := pk.agency(day))]
    assert codes == ["FIA-CCW", "NCCIA"]


def test_the_pack_says_that_counsel_has_not_seen_it(pk: Pack) -> None:
    assert pk.status == "needs-counsel-review"


def test_every_name_and_alias_leads_somewhere(pk: Pack) -> None:
    names = gazetteer(pk)
    for alias in pk.aliases:
        key = fold(alias.text)
        found = {c.district for c in names.places(key)}
        if alias.kind == "district":
            assert alias.target in found, alias
        elif alias.kind == "place":
            assert next(t.district for t in pk.towns if t.code == alias.target) in found, alias
        elif alias.kind == "province":
            assert names.province(key) == alias.target, alias
        else:
            assert names.is_country(key), alias


def test_every_district_is_found_by_its_english_and_its_urdu_name(pk: Pack) -> None:
    names = gazetteer(pk)
    for row in pk.districts:
        for name in (row.name, row.name_ur):
            assert row.code in {c.district for c in names.places(fold(name))}, name


def test_no_town_lies_far_from_the_other_towns_of_its_district(pk: Pack) -> None:
    """As one would that stands in a district of another province by mistake."""
    points: dict[str, list[tuple[float, float]]] = {}
    for town in pk.towns:
        if town.lat is not None and town.lon is not None:
            points.setdefault(town.district, []).append((town.lat, town.lon))
    for district, found in points.items():
        lats, lons = sorted(p[0] for p in found), sorted(p[1] for p in found)
        middle = (lats[len(lats) // 2], lons[len(lons) // 2])
        far = [p for p in found if abs(p[0] - middle[0]) > 1.3 or abs(p[1] - middle[1]) > 2.4]  # Ormara
        assert not far, (district, far)
