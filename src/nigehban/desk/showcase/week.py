"""The last whole week, so that the bulletin has something to say: invented, and shaped like a press report's."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from nigehban.desk.cases.models import Case, Party, PartyRole
from nigehban.desk.cases.use_cases import open_case, record_event
from nigehban.desk.cases.use_cases.parties import Known, add_party
from nigehban.desk.showcase.people import Cast

_UNITS = {"ISB": "islamabad", "LHR": "lahore", "KHI": "karachi", "PEW": "peshawar", "UET": "quetta"}
_TRACKED = {"csam": 33, "sexual_extortion": 28}
_INCIDENTS = {"islamabad": 13, "karachi": 11, "lahore": 9, "peshawar": 6, "quetta": 2}
_HELD, _WANTED = 52, 3


def a_week(people: Cast) -> None:
    """33 suspects of CSAM and 28 of sexual extortion tracked; 52 smugglers held, 3 of them wanted; incidents."""
    with transaction.atomic():
        cases = [open_case(people.director, unit, "Cases of the week, taken together.") for unit in _UNITS]
        cities = list(_UNITS.values())
        for kind, count in _TRACKED.items():
            for n in range(count):
                case = cases[n % len(cases)]
                _record(people, case, "suspect_tracked", n, _suspect(people, case), kind=kind, city=cities[n % 5])
        for n in range(_HELD):
            case = cases[n % len(cases)]
            suspect = _suspect(people, case)
            if n < _WANTED:
                _record(people, case, "wanted_listed", -200, suspect, list="red_book")
            _record(people, case, "arrested_on_warrant", n, suspect, kind="human_smuggling", city=cities[n % 5])
        for city, count in _INCIDENTS.items():
            case = cases[cities.index(city)]
            for n in range(count):
                _record(people, case, "incident_reported", n, None, kind="csam", city=city)


def _suspect(people: Cast, case: Case) -> Party:
    return add_party(people.director, case, PartyRole.SUSPECT, Known(name="Invented", sex="M", age=30))


def _record(people: Cast, case: Case, type_: str, n: int, party: Party | None, **data: str) -> None:
    record_event(people.director, case, type_, _moment(n), party=party, data=dict(data))


def _moment(n: int) -> datetime:
    """A moment of the last whole week, Monday to Sunday, by number; a negative number is so many days before it."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday() + 7)
    day = monday + timedelta(days=n if n < 0 else n % 7)
    return timezone.make_aware(datetime.combine(day, time(9 + max(n, 0) % 8)))
