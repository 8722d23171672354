"""Reads what happened, as a list of JSON values; nothing is dropped in silence.

An event that cannot be placed (no type, no time) is told and left out. One that can is counted, with a note of what was
assumed. Results never depend on the order of the list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import NamedTuple

from nigehban.jurisdiction.fold import fold
from nigehban.jurisdiction.procedure import sentences as s
from nigehban.jurisdiction.procedure.moments import read_moment
from nigehban.jurisdiction.procedure.records import Event, Group, Procedure, Scope

_LONGEST = 60  # characters of a wrong value that are shown


class Happened(NamedTuple):
    """The events until the time from which one looks, and what is to be said about the others."""

    events: tuple[Event, ...]
    warnings: tuple[str, ...]


def read_events(values: Sequence[object], procedure: Procedure, as_of: datetime) -> Happened:
    """The events of a list, each once, in the order of time."""
    found: list[Event] = []
    warnings: list[str] = []
    for number, value in enumerate(values, 1):
        event = _event(value, number, procedure, warnings)
        if event and event.at > as_of:
            warnings.append(s.LATER(event=number, type=event.type))
        elif event:
            found.append(event)
    once = _once(sorted(found, key=_order), warnings)
    return Happened(tuple(_with_accused(once, procedure, warnings)), tuple(warnings))


def split(events: Sequence[Event], procedure: Procedure) -> dict[Scope, list[Group]]:
    """The events by case and, for clocks of a person, by accused. What concerns a case as a whole is in each group."""
    found: dict[Scope, list[Group]] = {Scope.CASE: [], Scope.ACCUSED: []}
    cases: dict[str, list[Event]] = {}
    for event in events:
        cases.setdefault(event.case, []).append(event)
    for case, inside in sorted(cases.items()):
        found[Scope.CASE].append(Group(case, None, tuple(inside)))
        personal = {event.accused for event in inside if event.accused or _is_personal(event, procedure)}
        for accused in sorted(personal, key=lambda name: name or ""):
            own = tuple(e for e in inside if e.accused == accused and (accused or _is_personal(e, procedure)))
            shared = tuple(e for e in inside if not e.accused and not _is_personal(e, procedure))
            found[Scope.ACCUSED].append(Group(case, accused, tuple(sorted((*own, *shared), key=_order))))
    return found


def _event(value: object, number: int, procedure: Procedure, warnings: list[str]) -> Event | None:
    if not isinstance(value, dict):
        warnings.append(s.NO_OBJECT(event=number))
        return None
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in procedure.event_types:
        warnings.append(_unknown_type(kind, number, procedure))
        return None
    at, assumed = read_moment(value.get("at"), procedure.calendar.zone)
    if at is None:
        warnings.append(s.NO_TIME(event=number, value=_shown(value.get("at"))))
        return None
    if assumed:
        warnings.append(s.ASSUMED(event=number, assumed=assumed))
    data = value.get("data")
    if data is not None and not isinstance(data, dict):
        warnings.append(s.NO_DATA(event=number))
    data = data if isinstance(data, dict) else {}
    case = _name(value.get("case"))
    if not case:
        warnings.append(s.NO_CASE(event=number))
    recorded, _ = read_moment(value.get("recorded_at", data.get("recorded_at")), procedure.calendar.zone)
    return Event(kind, at, case, _name(value.get("accused")) or None, data, number, recorded)


def _unknown_type(kind: object, number: int, procedure: Procedure) -> str:
    near = get_close_matches(str(kind), procedure.event_types, n=1)
    if near:
        return s.UNKNOWN_TYPE_NEAR(event=number, type=_shown(kind), near=near[0])
    return s.UNKNOWN_TYPE(event=number, type=_shown(kind))


def _once(events: list[Event], warnings: list[str]) -> list[Event]:
    seen: dict[str, Event] = {}
    for event in events:
        key = _content(event)
        if key in seen:
            warnings.append(s.TWICE(event=event.number, other=seen[key].number))
        else:
            seen[key] = event
    return list(seen.values())


def _with_accused(events: list[Event], procedure: Procedure, warnings: list[str]) -> list[Event]:
    """Give an event of a person that names none to the only accused of its case."""
    known: dict[str, set[str]] = {}
    for event in events:
        if event.accused:
            known.setdefault(event.case, set()).add(event.accused)
    for case, names in known.items():
        warnings.extend(_alike(case, names))
    return [_placed(event, known.get(event.case, set()), procedure, warnings) for event in events]


def _alike(case: str, names: set[str]) -> Iterator[str]:
    """Names that only their writing tells apart: nobody is made one with another, and it is said."""
    written: dict[str, list[str]] = {}
    for name in sorted(names):
        written.setdefault(fold(name) or name, []).append(name)
    for same in written.values():
        if len(same) > 1:
            told = ", ".join(f"'{name[:_LONGEST]}'" for name in same)
            yield s.ALIKE(case=case, names=told)


def _placed(event: Event, known: set[str], procedure: Procedure, warnings: list[str]) -> Event:
    if event.accused or not _is_personal(event, procedure):
        return event
    if len(known) == 1:
        (accused,) = known
        warnings.append(s.TAKEN_AS(event=event.number, accused=accused))
        return event._replace(accused=accused)
    if known:
        warnings.append(s.NOBODY(event=event.number, type=event.type, n=len(known)))
    return event


def _is_personal(event: Event, procedure: Procedure) -> bool:
    return procedure.event_types[event.type].scope is Scope.ACCUSED


def _name(value: object) -> str:
    return "" if value is None or isinstance(value, bool | dict | list) else str(value).strip()


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _order(event: Event) -> tuple[datetime, str]:
    return event.at, _content(event)


def _content(event: Event) -> str:
    data = json.dumps(event.data, sort_keys=True, ensure_ascii=False, default=str)
    return json.dumps([event.type, event.at.isoformat(), event.case, event.accused, data], ensure_ascii=False)
