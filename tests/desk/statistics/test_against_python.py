"""The SQL of a figure gives what a plain reading of the definition in Python gives, for any events."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.statistics.world import World, local

from nigehban.desk.cases.models import CaseEvent
from nigehban.desk.statistics.computing import compute, scope
from nigehban.jurisdiction.statistics import NOT_STATED, Period, load_statistics

pytestmark = pytest.mark.django_db
PK = load_statistics("pk")
WEEK = Period(date(2022, 3, 7), date(2022, 3, 13))
AS_OF = "2022-03-20T00:00"
CITIES = {"lahore": "PB", "islamabad": "IS", "": NOT_STATED}
MADE = st.tuples(
    st.sampled_from(["suspect_tracked", "incident_reported"]),
    st.integers(5, 15),
    st.integers(0, 3),
    st.sampled_from(["csam", "sexual_extortion"]),
    st.sampled_from(list(CITIES)),
    st.sampled_from(["2022-03-16T00:00", "2022-03-25T00:00"]),
    st.sampled_from(["", "2022-03-18T00:00", "2022-03-26T00:00"]),
)


def expected(events: list[CaseEvent]) -> Counter[str]:
    """Suspects of CSAM by province, read off the rows one by one."""
    standing = [
        event
        for event in events
        if event.type == "suspect_tracked"
        and event.data["kind"] == "csam"
        and event.recorded_at <= local(AS_OF)
        and not CaseEvent.objects.filter(withdraws=event, recorded_at__lte=local(AS_OF)).exists()
        and local("2022-03-07T00:00") <= event.at < local("2022-03-14T00:00")
    ]
    first: dict[int | None, CaseEvent] = {}
    for event in sorted(standing, key=lambda event: (event.at, event.pk)):
        first.setdefault(event.party and event.party.person_id, event)
    return Counter(CITIES[str(event.data.get("city", ""))] for event in first.values())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MADE, max_size=15))
def test_suspects_by_province(world: World, made: list[tuple[str, int, int, str, str, str, str]]) -> None:
    with transaction.atomic():
        case = world.case()
        persons = [world.person() for _ in range(4)]
        events = []
        for type_, day, who, kind, city, recorded, withdrawn in made:
            party = world.suspect(case, persons[who])
            data = {"kind": kind} | ({"city": city} if city else {})
            event = world.event(case, type_, f"2022-03-{day:02d}T10:00", party, recorded=recorded, **data)
            events.append(event)
            if withdrawn:
                world.withdraw(event, withdrawn)
        asked = scope(WEEK, as_of=local(AS_OF))
        found = compute(PK.measures["suspects_csam"], ["province", "city", "unit"], asked).figure
        wanted = expected(events)
        transaction.set_rollback(True)
    assert {row.value: row.number for row in found.tables["province"]} == dict(wanted)
    for table in found.tables.values():
        assert sum(row.number for row in table) == found.number == wanted.total()
