"""Deadlines in memory: what a pack says of them, what happened, and how each stands.

``None`` is *not stated*, never *no*. Every time is in UTC; the country's zone is for showing and for counting days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

from nigehban.jurisdiction.days import Day
from nigehban.jurisdiction.heading import Heading
from nigehban.jurisdiction.procedure.spans import Calendar, Span
from nigehban.jurisdiction.texts import Text


class State(StrEnum):
    """How a deadline stands."""

    RUNNING = "running"
    WARNING = "warning"
    """Time is short, or something that decides is not stated."""
    MET = "met"
    MISSED = "missed"
    BLOCKED = "blocked"
    """The law forbids the act, or demands something first."""
    EXTENDED = "extended"
    """A court has given more time."""


class Kind(StrEnum):
    """How a rule works; each is a module of ``kinds``."""

    TERM = "term"
    CUMULATIVE = "cumulative"
    FORBIDDEN = "forbidden"
    REQUIRED = "required"
    ONCE = "once"
    RECURRING = "recurring"


class Scope(StrEnum):
    """Whom a clock belongs to."""

    CASE = "case"
    ACCUSED = "accused"


class Weight(StrEnum):
    """What a deadline is to the agency."""

    HARD = "hard"
    TASK = "task"
    SERVICE = "service"
    """The agency's own promise: it can be set otherwise."""
    STATISTIC = "statistic"


class EventType(NamedTuple):
    """Something that can happen in a case; ``data`` says what each key means. ``does`` names what it does, in the words
    of the ``blocks`` of deadlines: what is blocked is not recorded. Without it, it is a fact that is recorded always.
    """

    type: str
    title: Text
    scope: Scope
    data: Mapping[str, Text]
    does: tuple[str, ...]
    line: int


class Condition(NamedTuple):
    """A key of an event's data and the values that fulfil it (folded). Where the pack names those that do not
    (``refuted``), every other value cannot be told.
    """

    key: str
    values: frozenset[str]
    refuted: frozenset[str] = frozenset()

    def holds(self, value: str) -> bool | None:
        """Whether a folded value fulfils it."""
        if value in self.values:
            return True
        return None if self.refuted and value not in self.refuted else False


class Stage(NamedTuple):
    """One part of a term; it begins where the part before it ends."""

    id: str
    title: Text
    within: Span | None
    met_by: tuple[str, ...]
    extendable: bool | None


@dataclass(frozen=True)
class Rule:
    """A deadline as the pack states it. Which fields mean something depends on ``kind``; see docs/packs.md."""

    id: str
    kind: Kind
    weight: Weight
    scope: Scope
    title: Text
    says: Text
    starts: tuple[str, ...]
    stages: tuple[Stage, ...]
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    if_unknown: str
    instead: tuple[tuple[Condition, Span], ...]
    exclude_hours: str | None
    exclude_from: str | None
    exclude_until: str | None
    at_most_days: str | None
    warn_after: tuple[Span, ...]
    warn_before: tuple[Span, ...]
    ended_by: tuple[str, ...]
    reset_by: tuple[str, ...]
    asked_by: tuple[str, ...]
    answered_by: tuple[str, ...]
    limit_days: int | None
    window: Span | None
    days_key: str | None
    warn_on_day: tuple[int, ...]
    needs: Mapping[str, object]
    per: str | None
    excused_by: str | None
    blocks: tuple[str, ...]
    conflicts_with: tuple[str, ...]
    start: Day | None
    basis: str
    source: str
    confidence: str
    line: int


class Transition(NamedTuple):
    """A step from one state of a case to another: whose it is, what has to be written for it, what happens with it."""

    start: str
    end: str
    roles: tuple[str, ...]
    documents: tuple[str, ...]
    events: tuple[str, ...]
    line: int


class Office(NamedTuple):
    """Who takes a step, in the country's own words; ``desk`` are the roles of the desk that do it or, for somebody
    ``outside`` of the agency, that record it.
    """

    id: str
    title: Text
    desk: tuple[str, ...]
    outside: bool
    line: int


class CareStep(NamedTuple):
    """Something to be done, or found not to be needed, for a child's safety; ``urgent`` comes before anything else."""

    id: str
    title: Text
    urgent: bool
    line: int


class Stand(NamedTuple):
    """A state that a case can be in; ``final`` where it ends."""

    id: str
    title: Text
    final: bool
    line: int


@dataclass(frozen=True, eq=False)
class Procedure:
    """A pack's procedure."""

    heading: Heading
    calendar: Calendar
    folder: Path
    event_types: Mapping[str, EventType]
    rules: tuple[Rule, ...]
    stands: tuple[Stand, ...]
    transitions: tuple[Transition, ...]
    offices: Mapping[str, Office]
    care: tuple[CareStep, ...]


class Event(NamedTuple):
    """Something that happened. ``number`` is its place in the file, from 1."""

    type: str
    at: datetime
    case: str
    accused: str | None
    data: Mapping[str, Any]
    number: int
    recorded_at: datetime | None = None


@dataclass(frozen=True)
class Group:
    """What happened in one case to one accused (``None``: to the case as a whole), in the order of time."""

    case: str
    accused: str | None
    events: tuple[Event, ...]

    def of(self, *types: str) -> list[Event]:
        """The events of these types."""
        if len(types) == 1:
            return self._by_type.get(types[0], [])
        found = [event for kind in set(types) for event in self._by_type.get(kind, [])]
        return sorted(found, key=lambda event: self._places[event.number])

    @cached_property
    def _by_type(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.type, []).append(event)
        return found

    @cached_property
    def _places(self) -> dict[int, int]:
        return {event.number: place for place, event in enumerate(self.events)}


class Now(NamedTuple):
    """The time from which one looks, and the calendar by which days are counted."""

    as_of: datetime
    calendar: Calendar

    def say(self, moment: datetime) -> str:
        """A moment on the country's clocks, for a sentence."""
        return self.calendar.local(moment).strftime("%Y-%m-%d %H:%M")


class Change(NamedTuple):
    """From a moment on a deadline stands otherwise, if nothing happens until then."""

    at: datetime
    state: State


@dataclass(frozen=True)
class Row:
    """How one deadline stands. ``blocks`` names what must not be done now; ``due`` is ``None`` where no day is set.

    ``said`` tells that in sentences. ``done`` is when it was answered, in time or not. ``changes`` is how it will stand
    if nothing happens, by time.
    """

    id: str
    rule: Rule
    title: Text
    case: str
    accused: str | None
    since: datetime | None
    due: datetime | None
    state: State
    said: str
    blocks: tuple[str, ...] = ()
    alarms: tuple[datetime, ...] = ()
    was_due: datetime | None = None
    done: datetime | None = None
    changes: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    @property
    def explanation(self) -> str:
        """What the rule says of itself in the first language of its pack, and how it stands."""
        return f"{next(iter(self.rule.says.values()))} {self.said}"

    def state_at(self, moment: datetime) -> State:
        """How it stands at a later time, if nothing happens until then."""
        state = self.state
        for change in self.changes:
            if change.at <= moment:
                state = change.state
        return state

    @classmethod
    def of(
        cls,
        rule: Rule,
        group: Group,
        since: datetime,
        due: datetime | None,
        state: State,
        said: str,
        *,
        blocks: bool = False,
        alarms: tuple[datetime, ...] = (),
        warnings: tuple[str, ...] = (),
        stage: Stage | None = None,
    ) -> Self:
        """The row of a rule (of its first stage, unless told); it blocks what the rule names, or nothing."""
        one = stage or rule.stages[0]
        whose = rule, one.title if stage else rule.title, group.case, group.accused
        blocked = rule.blocks if blocks else ()
        return cls(one.id, *whose, since, due, state, said, blocked, alarms, warnings=warnings)
