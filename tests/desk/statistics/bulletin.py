"""The week of the press report, invented event by event: what the bulletin has to say of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.desk.statistics.world import World

from nigehban.desk.cases.models import CaseEvent

FROM, TO = "2022-03-07", "2022-03-13"
CITIES = {"islamabad": 13, "karachi": 11, "lahore": 9, "peshawar": 6, "quetta": 2, "": 4}
"""Incidents by city; four of which nobody said where."""


@dataclass
class Week:
    """The events by what they are, for tests that disturb them."""

    csam: list[CaseEvent] = field(default_factory=list)
    extortion: list[CaseEvent] = field(default_factory=list)
    smugglers: list[CaseEvent] = field(default_factory=list)
    incidents: list[CaseEvent] = field(default_factory=list)


def the_week(world: World) -> Week:
    """33 suspects of CSAM, 28 of sexual extortion, 52 smugglers held, 3 of them wanted, 13 incidents in Islamabad."""
    week = Week()
    cases = [world.case(unit) for unit in ("ISB", "LHR", "KHI", "PEW", "UET")]
    cities = ["islamabad", "lahore", "karachi", "peshawar", "quetta"]

    def person(number: int, type_: str, kind: str, day: int) -> CaseEvent:
        case = cases[number % len(cases)]
        suspect = world.suspect(case, world.person())
        at = f"2022-03-{day:02d}T{number % 24:02d}:30"
        return world.event(case, type_, at, suspect, kind=kind, city=cities[number % len(cities)])

    week.csam = [person(n, "suspect_tracked", "csam", 7 + n % 7) for n in range(33)]
    week.extortion = [person(n, "suspect_tracked", "sexual_extortion", 7 + n % 7) for n in range(28)]
    for n in range(52):
        kind = "arrested" if n % 4 else "arrested_on_warrant"
        week.smugglers.append(person(n, kind, "human_smuggling", 7 + n % 7))
    for arrest in week.smugglers[:3]:
        world.event(arrest.case, "wanted_listed", "2021-09-01T09:00", arrest.party, ref="Red Book 13", list="red_book")
    for city, number in CITIES.items():
        for n in range(number):
            data = {"city": city} if city else {}
            week.incidents.append(
                world.event(cases[n % 5], "incident_reported", f"2022-03-{7 + n % 7:02d}T12:00", kind="csam", **data)
            )
    _around_the_week(world, cases[0])
    return week


def _around_the_week(world: World, case: object) -> None:
    """What must not be counted: other kinds, other weeks, an entry of the wanted list that had ended."""
    person = world.person()
    suspect = world.suspect(case, person)  # type: ignore[arg-type]
    world.event(case, "suspect_tracked", "2022-03-06T23:59:59", suspect, kind="csam")  # type: ignore[arg-type]
    world.event(case, "incident_reported", "2022-03-14T00:00", city="islamabad")  # type: ignore[arg-type]
    world.event(case, "arrested", "2022-03-09T09:00", suspect, kind="csam", city="lahore")  # type: ignore[arg-type]
