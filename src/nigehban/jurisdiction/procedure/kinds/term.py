"""A term: from an event, until something is done; in one stage or in several that follow one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from nigehban.jurisdiction.procedure import sentences as s
from nigehban.jurisdiction.procedure.closing import Extended, closing, extended
from nigehban.jurisdiction.procedure.conditions import fulfilled, read_number
from nigehban.jurisdiction.procedure.kinds.starting import starting, uncertain
from nigehban.jurisdiction.procedure.moments import read_moment
from nigehban.jurisdiction.procedure.records import Change, Event, Group, Now, Row, Rule, Stage, State
from nigehban.jurisdiction.procedure.spans import MOMENT, Span

_GENERAL = frozenset({"court_told"})
"""Events that can answer several clocks."""
_MOST_HOURS = 720
"""More than this is no journey but a slip of the pen."""


class _Clock(NamedTuple):
    """One running of a rule; ``excluded`` is the time that does not count."""

    rule: Rule
    group: Group
    start: Event
    applies: bool
    excluded: timedelta


def rows(rule: Rule, group: Group, now: Now) -> list[Row]:
    """One row for every stage of every event that starts the term."""
    found: list[Row] = []
    for event, applies in starting(rule, group, now):
        excluded, warnings = _excluded(rule, event, now)
        warnings = (*warnings, *uncertain(rule, event, now))
        clock = _Clock(rule, group, event, applies, excluded)
        begins: datetime | None = event.at + excluded
        for index, stage in enumerate(rule.stages):
            row = _row(clock, stage, begins, warnings, now, is_first=index == 0)
            found.append(row)
            begins = row.due
    return found


def _row(
    clock: _Clock, stage: Stage, begins: datetime | None, warnings: Sequence[str], now: Now, *, is_first: bool
) -> Row:
    rule, group, start = clock.rule, clock.group, clock.start
    span, shortened = _span(clock, stage)
    due = _after(begins, span, now)
    if due is None:
        ended = closing(group, start, stage)
        state, text = _without_due(clock, ended, span, now)
        return replace(_made(clock, stage, None, state, text, tuple(warnings)), done=ended.at if ended else None)
    moved = extended(group, start, stage, rule, due, now)
    closed = closing(group, start, stage)
    alarms = _alarms(rule, begins if is_first else None, moved.due, now)
    state = _state(clock, closed, moved, alarms, now)
    text = f"{_told(clock, closed, moved, alarms, now)}{shortened}"
    passed = (*warnings, *moved.warnings, *_also_closes(closed))
    row = _made(clock, stage, moved.due, state, text, passed)
    was_due = moved.was_due if moved.orders else None
    return replace(
        row,
        alarms=alarms,
        was_due=was_due,
        done=closed.at if closed else None,
        changes=_changes(clock, state, moved.due, alarms),
    )


def _changes(clock: _Clock, state: State, due: datetime, alarms: Sequence[datetime]) -> tuple[Change, ...]:
    """What the clock alone will make of it; of what is closed, or does not surely apply, nothing."""
    late = Change(due + MOMENT, State.MISSED)
    if not clock.applies:
        return ()
    if state is State.RUNNING:
        return (*(Change(alarm, State.WARNING) for alarm in alarms[:1]), late)
    return (late,) if state in {State.EXTENDED, State.WARNING} else ()


def _made(clock: _Clock, stage: Stage, due: datetime | None, state: State, text: str, warnings: tuple[str, ...]) -> Row:
    blocks = state in {State.MISSED, State.BLOCKED}
    return Row.of(
        clock.rule, clock.group, clock.start.at, due, state, text, blocks=blocks, warnings=warnings, stage=stage
    )


def _span(clock: _Clock, stage: Stage) -> tuple[Span | None, str]:
    """How long the stage lasts for this event, and what is to be said of it."""
    for condition, span in clock.rule.instead:
        if fulfilled((condition,), clock.group, clock.start):
            return span, f" {s.INSTEAD(key=condition.key, time=span)}"
    if clock.rule.at_most_days and stage.within:
        asked = read_number(clock.start.data.get(clock.rule.at_most_days)) or 0
        if 1 <= asked < stage.within.days:
            return Span(days=int(asked)), f" {s.ASKED_FOR(n=int(asked))}"
        if asked > stage.within.days:
            return stage.within, f" {s.ASKED_TOO_MUCH(n=f'{asked:g}', most=stage.within.days)}"
    return stage.within, ""


def _after(begins: datetime | None, span: Span | None, now: Now) -> datetime | None:
    if begins is None or span is None:
        return None
    try:
        due = now.calendar.after(begins, span)
        now.calendar.local(due)
    except OverflowError:
        return None
    return due


def _without_due(clock: _Clock, closed: Event | None, span: Span | None, now: Now) -> tuple[State, str]:
    if closed:
        return State.MET, s.DONE(at=now.say(closed.at))
    return State.RUNNING, f"{s.OPEN(at=now.say(clock.start.at))} {s.NEVER() if span else s.NO_DAY()}"


def _alarms(rule: Rule, begins: datetime | None, due: datetime, now: Now) -> tuple[datetime, ...]:
    """When to warn. Alarms after a beginning leave out what does not count, as the term itself does."""
    after = [now.calendar.after(begins, span) for span in rule.warn_after] if begins else []
    before = [now.calendar.before(due, span) for span in rule.warn_before]
    return tuple(sorted(moment for moment in (*after, *before) if moment < due))


def _state(clock: _Clock, closed: Event | None, moved: Extended, alarms: Sequence[datetime], now: Now) -> State:
    if not clock.applies:
        return State.MET if closed else State.WARNING
    if closed:
        return State.MET if closed.at <= moved.due else State.MISSED
    if now.as_of > moved.due:
        return State.MISSED
    if moved.orders:
        return State.EXTENDED
    return State.WARNING if alarms and now.as_of >= alarms[0] else State.RUNNING


def _told(clock: _Clock, closed: Event | None, moved: Extended, alarms: Sequence[datetime], now: Now) -> str:
    """What happened to this clock, in sentences."""
    said = [s.BEGUN(at=now.say(clock.start.at), due=now.say(moved.due))]
    if clock.excluded:
        said.append(s.JOURNEY(time=_hours(clock.excluded)))
    if not clock.applies:
        keys = ", ".join(condition.key for condition in clock.rule.when)
        said.append(s.UNSURE(keys=keys))
    said += [s.MORE_TIME(at=now.say(order.at)) for order in moved.orders]
    if moved.late:
        said.append(s.AFTER_ITS_END(due=now.say(moved.was_due)))
    if closed:
        late = {"time": _hours(closed.at - moved.due)} if closed.at > moved.due else {}
        said.append((s.DONE_LATE if late else s.DONE)(at=now.say(closed.at), **late))
    elif now.as_of > moved.due and clock.applies:
        said.append(s.NOT_DONE(time=_hours(now.as_of - moved.due)))
    elif rung := sum(alarm <= now.as_of for alarm in alarms):
        said.append(s.ALARMS(n=rung, all=len(alarms), time=_hours(moved.due - now.as_of)))
    if clock.start.recorded_at and clock.start.recorded_at > clock.start.at:
        said.append(s.RECORDED_LATE(time=_hours(clock.start.recorded_at - clock.start.at)))
    return " ".join(said)


def _also_closes(closed: Event | None) -> tuple[str, ...]:
    if closed and closed.type in _GENERAL and "deadline" not in closed.data:
        return (s.WHICH_CLOCK(event=closed.number),)
    return ()


def _excluded(rule: Rule, event: Event, now: Now) -> tuple[timedelta, tuple[str, ...]]:
    """The time that does not count, as hours or from its two ends; what is neither is not left out."""
    if rule.exclude_hours is None or event.data.get(rule.exclude_hours) is None:
        return _between(rule, event, now)
    value = read_number(event.data[rule.exclude_hours])
    of_event = {"event": event.number, "key": rule.exclude_hours}
    if value is None or not 0 <= value <= _MOST_HOURS:
        return timedelta(0), (s.NO_HOURS(**of_event),)
    term = rule.stages[0].within
    if term and value > term.hours > 0:
        return timedelta(hours=value), (s.MANY_HOURS(**of_event, n=f"{value:g}"),)
    return timedelta(hours=value), ()


def _between(rule: Rule, event: Event, now: Now) -> tuple[timedelta, tuple[str, ...]]:
    """The time between the two ends that the event states."""
    keys = [key for key in (rule.exclude_from, rule.exclude_until) if key and event.data.get(key) is not None]
    if not keys:
        return timedelta(0), ()
    moments = [read_moment(event.data[key], now.calendar.zone)[0] for key in keys]
    if len(keys) < 2:
        return timedelta(0), (s.ONE_END(event=event.number, key=keys[0]),)
    start, end = moments
    if start is None or end is None or not event.at <= start <= end <= start + timedelta(hours=_MOST_HOURS):
        return timedelta(0), (s.NO_TWO_TIMES(event=event.number, start=keys[0], end=keys[1]),)
    return end - start, ()


def _hours(length: timedelta) -> str:
    """A length of time in the unit that suits it, for a sentence."""
    seconds = length.total_seconds()
    if seconds < 60:
        return s.LESS_THAN_A_MINUTE()
    if seconds < 3600:
        return _counted(f"{seconds // 60:.0f}", "minute")
    hours = seconds / 3600
    if hours >= 72:
        return f"{hours / 24:.0f} days"
    return _counted(f"{hours:.1f}".removesuffix(".0"), "hour")


def _counted(number: str, unit: str) -> str:
    return f"{number} {unit}{'s' * (number != '1')}"
