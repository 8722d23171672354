"""What must be done again and again until something ends it: each time begins the next term."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from nigehban.jurisdiction.procedure import sentences as s
from nigehban.jurisdiction.procedure.kinds.starting import starting, uncertain
from nigehban.jurisdiction.procedure.records import Change, Event, Group, Now, Row, Rule, State
from nigehban.jurisdiction.procedure.spans import MOMENT


def rows(rule: Rule, group: Group, now: Now) -> list[Row]:
    """A row for every event that begins it: when the next one is due."""
    return [_row(rule, group, event, now) for event, _ in starting(rule, group, now)]


def _row(rule: Rule, group: Group, start: Event, now: Now) -> Row:
    span = rule.stages[0].within
    ended = next((event for event in group.of(*rule.ended_by) if event.at >= start.at), None)
    until = ended.at if ended else now.as_of
    times = [start.at, *(event.at for event in group.of(*rule.reset_by) if start.at <= event.at <= until)]
    due = [now.calendar.after(moment, span) for moment in times] if span else times
    gaps = sum(done > limit for limit, done in zip(due, [*times[1:], until], strict=True))
    alarms = tuple(now.calendar.before(due[-1], one) for one in rule.warn_before)
    state = _state(ended, due[-1] < until, bool(alarms) and now.as_of >= min(alarms))
    count = len(times) - 1
    often = s.DONE_TIME if count == 1 else s.DONE_TIMES
    said = [often(n=count, at=now.say(times[-1])) if count else s.NEVER_DONE()]
    if gaps:
        said.append((s.LATE_ONCE if gaps == 1 else s.LATE_TIMES)(n=gaps))
    if ended:
        said.append(s.ENDED(at=now.say(ended.at)))
    blocks, warnings = state is State.MISSED, uncertain(rule, start, now)
    row = Row.of(rule, group, start.at, due[-1], state, " ".join(said), blocks=blocks, alarms=alarms, warnings=warnings)
    return replace(row, done=ended.at if ended else None, changes=_changes(state, ended, due[-1], alarms))


def _changes(state: State, ended: Event | None, due: datetime, alarms: tuple[datetime, ...]) -> tuple[Change, ...]:
    if ended or state is State.MISSED:
        return ()
    short = (Change(min(alarms), State.WARNING),) if alarms and state is State.RUNNING else ()
    return (*short, Change(due + MOMENT, State.MISSED))


def _state(ended: Event | None, is_past: bool, is_short: bool) -> State:
    if is_past:
        return State.MISSED
    if ended:
        return State.MET
    return State.WARNING if is_short else State.RUNNING
