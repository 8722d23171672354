"""Figures come from the events that stand, as they were known at a time, and every row adds up to its figure."""

from __future__ import annotations

from datetime import date

import pytest
from tests.desk.statistics.world import World, local

from nigehban.desk.statistics.computing import Scope, compute, scope
from nigehban.jurisdiction.statistics import NOT_RECOGNISED, NOT_STATED, Figure, Period

pytestmark = pytest.mark.django_db
WEEK = Period(date(2022, 3, 7), date(2022, 3, 13))


def figure(measure: str, *by: str, week: Period = WEEK, as_of: str = "", unit: str | None = None) -> Figure:
    asked: Scope = scope(week, as_of=local(as_of) if as_of else None, unit=unit)
    return compute(asked.statistics.measures[measure], by, asked).figure


def rows(found: Figure, by: str) -> dict[str, int]:
    return {row.value: row.number for row in found.tables[by]}


def test_nothing_happened(world: World) -> None:
    assert figure("incidents", "city", "province") == Figure("incidents", 0, {"city": (), "province": ()})


def test_a_place_that_is_not_stated_or_not_recognised_has_a_row_of_its_own(world: World) -> None:
    case = world.case()
    world.event(case, "incident_reported", "2022-03-08T10:00", city="Islamabad ")
    world.event(case, "incident_reported", "2022-03-08T10:00", city="اسلام آباد")
    world.event(case, "incident_reported", "2022-03-08T10:00", city="House 7, a street of somebody")
    world.event(case, "incident_reported", "2022-03-08T10:00", province="Punjab")
    world.event(case, "incident_reported", "2022-03-08T10:00", city=" ")
    found = figure("incidents", "city", "province")
    assert sorted((row.parent, row.value, row.number) for row in found.tables["city"]) == [
        ("IS", "islamabad", 2),
        ("PB", NOT_STATED, 1),
        (NOT_STATED, NOT_RECOGNISED, 1),
        (NOT_STATED, NOT_STATED, 1),
    ]
    assert rows(found, "province") == {"IS": 2, "PB": 1, NOT_STATED: 2}


def test_a_city_says_its_province_whatever_else_is_written(world: World) -> None:
    world.event(world.case(), "incident_reported", "2022-03-08T10:00", city="lahore", province="SD")
    found = figure("incidents", "city", "province")
    assert [(row.value, row.parent) for row in found.tables["city"]] == [("lahore", "PB")]
    assert rows(found, "province") == {"PB": 1}


def test_the_week_begins_and_ends_at_midnight_of_the_zone(world: World) -> None:
    case = world.case()
    for at in ("2022-03-06T23:59:59", "2022-03-07T00:00:00", "2022-03-13T23:59:59", "2022-03-14T00:00:00"):
        world.event(case, "incident_reported", at)
    assert figure("incidents").number == 2


def test_an_incident_told_of_twice_under_its_number_counts_once(world: World) -> None:
    case, other = world.case(), world.case()
    world.event(case, "incident_reported", "2022-03-08T10:00", ref="7", city="lahore")
    world.event(case, "incident_reported", "2022-03-09T10:00", ref="7", city="karachi")
    world.event(other, "incident_reported", "2022-03-09T10:00", ref="7", city="karachi")
    assert rows(figure("incidents", "city"), "city") == {"lahore": 1, "karachi": 1}


def test_one_person_in_two_cases_is_one_suspect_and_an_unlinked_party_another(world: World) -> None:
    person = world.person()
    for unit in ("ISB", "LHR"):
        case = world.case(unit)
        world.event(case, "suspect_tracked", "2022-03-08T10:00", world.suspect(case, person), kind="csam")
        world.event(case, "suspect_tracked", "2022-03-08T11:00", world.suspect(case), kind="csam")
    world.event(world.case(), "suspect_tracked", "2022-03-08T11:00", kind="csam")
    assert figure("suspects_csam").number == 4


def test_a_withdrawn_event_counts_until_it_was_withdrawn(world: World) -> None:
    event = world.event(world.case(), "incident_reported", "2022-03-08T10:00")
    world.withdraw(event, "2022-03-20T10:00")
    assert figure("incidents").number == 0
    assert figure("incidents", as_of="2022-03-20T09:59").number == 1
    assert figure("incidents", as_of="2022-03-20T10:00").number == 0


def test_a_late_record_counts_from_when_it_was_recorded(world: World) -> None:
    world.event(world.case(), "incident_reported", "2022-03-08T10:00", recorded="2022-04-01T10:00")
    assert figure("incidents", as_of="2022-03-31T23:00").number == 0
    assert figure("incidents").number == 1


def test_who_was_on_the_wanted_list_at_the_time_of_the_arrest(world: World) -> None:
    spells = {
        "listed": [("wanted_listed", "2021-01-01", "A")],
        "taken off before": [("wanted_listed", "2021-01-01", "A"), ("wanted_removed", "2021-06-01", "A")],
        "taken off one of two": [
            ("wanted_listed", "2021-01-01", "A"),
            ("wanted_listed", "2021-02-01", "B"),
            ("wanted_removed", "2021-06-01", "A"),
        ],
        "listed again": [
            ("wanted_listed", "2020-01-01", "A"),
            ("wanted_removed", "2020-06-01", "A"),
            ("wanted_listed", "2021-01-01", "A"),
        ],
        "taken off by the arrest": [("wanted_listed", "2021-01-01", "A"), ("wanted_removed", "2022-03-08T10:00", "A")],
        "listed after": [("wanted_listed", "2022-03-09", "A")],
        "never": [],
    }
    counted = {}
    for name, spell in spells.items():
        before = figure("wanted_arrested").number
        case, person = world.case(), world.person()
        for type_, at, ref in spell:
            world.event(world.case(), type_, at, world.suspect(case, person), ref=ref)
        world.event(case, "arrested", "2022-03-08T10:00", world.suspect(case, person), kind="human_smuggling")
        counted[name] = figure("wanted_arrested").number - before
    assert counted == {
        "listed": 1,
        "taken off before": 0,
        "taken off one of two": 1,
        "listed again": 1,
        "taken off by the arrest": 1,
        "listed after": 0,
        "never": 0,
    }


def test_an_entry_of_the_wanted_list_that_had_expired_at_the_arrest_does_not_count_unless_it_was_renewed(
    world: World,
) -> None:
    listed = [("wanted_listed", "2021-01-01", "2022-03-07")]
    spells = {
        "expired": listed,
        "on its last day": [("wanted_listed", "2021-01-01", "2022-03-08")],
        "renewed": [*listed, ("wanted_renewed", "2022-03-01", "2022-12-31")],
        "renewed too late": [*listed, ("wanted_renewed", "2022-03-09", "2022-12-31")],
        "cut short": [("wanted_listed", "2021-01-01", "2022-12-31"), ("wanted_renewed", "2022-03-01", "2022-03-07")],
        "no day that a calendar has": [("wanted_listed", "2021-01-01", "2022-13-45")],
    }
    counted = {}
    for name, spell in spells.items():
        before = figure("wanted_arrested").number
        case, person = world.case(), world.person()
        for type_, at, until in spell:
            world.event(case, type_, at, world.suspect(case, person), recorded=at, ref="A", until=until)
        world.event(case, "arrested", "2022-03-08T23:00", world.suspect(case, person), kind="human_smuggling")
        counted[name] = figure("wanted_arrested").number - before
    expired = {"expired": 0, "on its last day": 1, "renewed": 1, "renewed too late": 0, "cut short": 0}
    assert counted == expired | {"no day that a calendar has": 1}


def test_items_add_up_and_a_seizure_that_states_none_counts_as_one(world: World) -> None:
    case = world.case()
    for items in (3, "4", None, -2, "many"):
        world.event(case, "seizure", "2022-03-08T10:00", items=items, item_kind="phone")
    assert rows(figure("items_seized", "item_kind"), "item_kind") == {"phone": 10}


def test_firs_are_told_by_section_and_law(world: World) -> None:
    for offence in ("PECA-22", "peca-22", "PPC-377B", "a section"):
        world.event(world.case(), "fir_recorded", "2022-03-08T10:00", offence=offence)
    found = figure("firs_registered", "offence", "act")
    assert rows(found, "act") == {"PECA-2016": 2, "PPC-1860": 1, NOT_RECOGNISED: 1}
    assert {(row.value, row.parent, row.number) for row in found.tables["offence"]} >= {("PECA-22", "PECA-2016", 2)}


def test_one_circle_is_asked_for_alone(world: World) -> None:
    world.event(world.case("LHR"), "raid", "2022-03-08T10:00", result="case")
    world.event(world.case("KHI"), "raid", "2022-03-08T10:00", result="nothing")
    assert rows(figure("raids", "raid_result", unit="KHI"), "raid_result") == {"nothing": 1}


@pytest.mark.django_db(transaction=True)
def test_a_case_that_moved_is_counted_where_it_was_then(world: World) -> None:
    case = world.case("LHR")
    world.event(case, "raid", "2022-03-08T10:00")
    before = scope(WEEK).as_of
    case.unit = "KHI"
    case.save()
    assert rows(figure("raids", "unit"), "unit") == {"KHI": 1}
    then = scope(WEEK, as_of=before)
    assert rows(compute(then.statistics.measures["raids"], ["unit"], then).figure, "unit") == {"LHR": 1}


@pytest.mark.parametrize("year", [1, 1893, 1969, 2101, 9999])
def test_dates_far_from_now(world: World, year: int) -> None:
    week = Period(date(year, 3, 7), date(year, 3, 13))
    world.event(world.case(), "incident_reported", f"{year:04d}-03-08T10:00")
    assert figure("incidents", week=week).number == 1
    assert figure("incidents", week=Period(date.min, date.max)).number == 1
