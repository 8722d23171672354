"""The records behind a figure: the events themselves, for who may see each of them."""

from __future__ import annotations

from dataclasses import dataclass

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, CaseEvent
from nigehban.desk.statistics.computing import Scope
from nigehban.desk.statistics.register import asked
from nigehban.desk.statistics.sql import Cell, Place, events_query
from nigehban.jurisdiction.statistics import Measure

PAGE = 50
_CHUNK = 500
_CHUNKS = 20


@dataclass(frozen=True)
class Records:
    """Some of the events behind a cell that the officer may see, and after which event the next page begins.

    ``unseen`` is how many of those that were passed on the way the officer may not see.
    """

    events: list[CaseEvent]
    unseen: int
    following: Place | None


def event_ids(measure: Measure, cell: Cell, within: Scope, after: Place | None = None) -> list[Place]:
    """Some of the events behind a cell in the order of time, whoever may see them."""
    query = events_query(within.statistics, within.rows, measure, cell, within.asking, after, _CHUNK)
    return [Place(at, event) for event, at in asked(query)]


def records(officer: Officer, measure: Measure, cell: Cell, within: Scope, after: Place | None = None) -> Records:
    """A page of the records behind a cell."""
    found: list[CaseEvent] = []
    passed = 0
    for _chunk in range(_CHUNKS):
        places = event_ids(measure, cell, within, after)
        seen = _seen(officer, places)
        for place in places:
            passed += 1
            after = place
            if place.id in seen:
                found.append(seen[place.id])
            if len(found) == PAGE:
                return Records(found, passed - PAGE, after)
        if len(places) < _CHUNK:
            return Records(found, passed - len(found), None)
    return Records(found, passed - len(found), after)


def _seen(officer: Officer, places: list[Place]) -> dict[int, CaseEvent]:
    events = CaseEvent.objects.filter(pk__in=[place.id for place in places], case__in=Case.objects.visible_to(officer))
    return {event.pk: event for event in events.select_related("case", "party")}
