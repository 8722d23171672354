"""Behind every figure stand its events: numbers for all, records for who may see them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.desk.officers import officer_with
from tests.desk.statistics.world import World

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.roles import Role
from nigehban.desk.statistics import drilling
from nigehban.desk.statistics.computing import compute, scope
from nigehban.desk.statistics.drilling import event_ids, records
from nigehban.desk.statistics.sql import Cell
from nigehban.jurisdiction.statistics import Period, load_statistics

pytestmark = pytest.mark.django_db
WEEK = Period(date(2022, 3, 7), date(2022, 3, 13))
PK = load_statistics("pk")


def test_every_officer_gets_the_same_number_and_only_their_own_records(world: World) -> None:
    for unit in ("LHR", "KHI", "KHI"):
        world.event(world.case(unit), "raid", "2022-03-08T10:00", result="case")
    world.event(world.case("LHR", sealed=True), "raid", "2022-03-08T10:00", result="case")
    raids = PK.measures["raids"]
    for units, seen in (("LHR", 1), ("KHI", 2), ("", 3)):
        officer = officer_with(Role.CIRCLE_IN_CHARGE, unit=units)
        with acting_as(officer):
            asked = scope(WEEK)
            assert compute(raids, ["unit"], asked).figure.number == 4
            found = records(officer, raids, Cell(), asked)
        assert (len(found.events), found.unseen) == (seen, 4 - seen)


def test_the_records_of_a_cell_are_all_that_speak_of_what_counts_there(world: World) -> None:
    case, person = world.case(), world.person()
    first = world.event(case, "suspect_tracked", "2022-03-08T10:00", world.suspect(case, person), city="lahore")
    again = world.event(case, "suspect_tracked", "2022-03-09T10:00", world.suspect(case, person), city="karachi")
    measure, asked = PK.measures["suspects_tracked"], scope(WEEK)
    lahore = [place.id for place in event_ids(measure, Cell("city", "lahore", "PB"), asked)]
    assert lahore == [first.pk, again.pk]
    assert event_ids(measure, Cell("city", "karachi", "SD"), asked) == []


def test_the_records_of_a_stock_are_what_began_it(world: World) -> None:
    case = world.case()
    begun = world.event(case, "fir_recorded", "2022-01-08T10:00")
    closed = world.case()
    world.event(closed, "fir_recorded", "2022-01-08T10:00")
    ended = world.event(closed, "final_report", "2022-03-08T10:00")
    asked = scope(WEEK)
    assert [one.id for one in event_ids(PK.measures["cases_pending"], Cell(), asked)] == [begun.pk]
    assert [one.id for one in event_ids(PK.measures["cases_final_challan"], Cell("unit", "ISB"), asked)] == [ended.pk]


def test_records_are_paged_without_a_gap(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drilling, "PAGE", 3)
    monkeypatch.setattr(drilling, "_CHUNK", 2)
    made = {world.event(world.case("LHR"), "raid", f"2022-03-{8 + n % 3:02d}T10:00").pk for n in range(8)}
    world.event(world.case("KHI"), "raid", "2022-03-08T10:00")
    officer = officer_with(Role.CIRCLE_IN_CHARGE, unit="LHR")
    seen: list[int] = []
    after = None
    for _page in range(9):
        found = records(officer, PK.measures["raids"], Cell(), scope(WEEK), after)
        seen += [event.pk for event in found.events]
        after = found.following
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 8
    assert set(seen) == made
