"""What was so at a moment, what entered and what left: the balance of every letter adds up, whatever happened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.statistics.world import World

from nigehban.desk.statistics.computing import compute, scope
from nigehban.jurisdiction.statistics import Period, load_statistics

pytestmark = pytest.mark.django_db
PK = load_statistics("pk")
MARCH = Period(date(2022, 3, 1), date(2022, 3, 31))


def number(measure: str, period: Period = MARCH) -> int:
    asked = scope(period)
    return compute(PK.measures[measure], [], asked).figure.number


def letter(prefix: str) -> dict[str, int]:
    names = [name for name in PK.measures if name.startswith(f"{prefix}_")]
    return {name.removeprefix(f"{prefix}_"): number(name) for name in names}


def test_the_letter_of_a_month(world: World) -> None:
    old, new, moved, again = (world.case() for _ in range(4))
    world.event(old, "fir_recorded", "2022-01-05T10:00")
    world.event(old, "final_report", "2022-03-09T10:00")
    world.event(new, "fir_recorded", "2022-03-02T10:00")
    world.event(moved, "fir_recorded", "2022-02-05T10:00")
    world.event(moved, "case_transferred", "2022-03-30T10:00")
    world.event(again, "fir_recorded", "2022-01-05T10:00")
    world.event(again, "case_closed", "2022-02-05T10:00")
    world.event(again, "case_reopened", "2022-03-05T10:00")
    assert letter("cases") == {
        "opening": 2,
        "added": 2,
        "final_challan": 1,
        "discharged": 0,
        "transferred": 1,
        "merged": 0,
        "closed": 0,
        "pending": 2,
    }


def test_proclaimed_offenders_are_persons_and_end_with_the_arrest(world: World) -> None:
    person = world.person()
    first, second = world.case(), world.case()
    world.event(first, "proclamation_published", "2022-01-05T10:00", world.suspect(first, person))
    world.event(second, "proclamation_published", "2022-03-05T10:00", world.suspect(second, person))
    world.event(second, "arrested_on_warrant", "2022-03-20T10:00", world.suspect(second, person))
    assert letter("proclaimed") == {"opening": 1, "added": 0, "arrested": 1, "ended": 0, "pending": 0}


EVENTS = st.sampled_from(
    ["fir_recorded", "case_reopened", "final_report", "case_closed", "case_merged", "case_transferred"]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), EVENTS, st.integers(-40, 40), st.booleans()), max_size=12))
def test_whatever_happens_opening_added_and_ended_make_pending(
    world: World, happened: list[tuple[int, str, int, bool]]
) -> None:
    with transaction.atomic():
        cases = [world.case() for _ in range(3)]
        for case, type_, day, withdrawn in happened:
            at = date(2022, 3, 15) + timedelta(days=day)
            event = world.event(cases[case], type_, f"{at}T10:00")
            if withdrawn:
                world.withdraw(event, "2022-06-01T10:00")
        told = letter("cases")
        transaction.set_rollback(True)
    ended = sum(told[name] for name in ("final_challan", "discharged", "transferred", "merged", "closed"))
    assert told["opening"] + told["added"] - ended == told["pending"]
