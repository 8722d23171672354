"""What changed between two times, and by which records."""

from __future__ import annotations

from datetime import date

import pytest
from tests.desk.officers import officer_with
from tests.desk.statistics.world import World, local

from nigehban.desk.access.roles import Role
from nigehban.desk.statistics.computing import scope
from nigehban.desk.statistics.corrections import Change, causes, changes
from nigehban.jurisdiction.statistics import Period, load_statistics

pytestmark = pytest.mark.django_db
WEEK = Period(date(2022, 3, 7), date(2022, 3, 13))
BULLETIN = load_statistics("pk").products["weekly_bulletin"]


def test_a_late_record_and_a_withdrawal_are_told_with_their_events(world: World) -> None:
    case = world.case()
    stays = world.event(case, "incident_reported", "2022-03-08T10:00", city="lahore")
    gone = world.event(case, "incident_reported", "2022-03-08T11:00", city="lahore")
    world.withdraw(gone, "2022-04-02T10:00")
    late = world.event(case, "incident_reported", "2022-03-08T12:00", recorded="2022-04-03T10:00", city="karachi")
    other = world.event(case, "incident_reported", "2022-03-20T12:00", recorded="2022-04-03T10:00")
    then, now = scope(WEEK, as_of=local("2022-04-01T00:00")), scope(WEEK)
    found = changes(BULLETIN, then, now)
    assert Change("incidents", "city", "lahore", 2, 1) in found
    assert Change("incidents", "city", "karachi", 0, 1) in found
    assert not [change for change in found if not change.by]
    told = {event.pk for event in causes(officer_with(Role.SUPERVISOR), BULLETIN, then, now.as_of)}
    assert told == {gone.pk, late.pk}
    assert not told & {stays.pk, other.pk}


def test_nothing_changed(world: World) -> None:
    world.event(world.case(), "incident_reported", "2022-03-08T10:00")
    assert changes(BULLETIN, scope(WEEK, as_of=local("2022-04-01T00:00")), scope(WEEK)) == []
