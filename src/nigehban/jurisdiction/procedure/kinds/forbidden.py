"""What the law forbids: an act on a person or a thing of a certain kind, unless an exception holds."""

from __future__ import annotations

from nigehban.jurisdiction.procedure import sentences as s
from nigehban.jurisdiction.procedure.conditions import fulfilled
from nigehban.jurisdiction.procedure.kinds.starting import starting, uncertain
from nigehban.jurisdiction.procedure.records import Event, Group, Now, Row, Rule, State


def rows(rule: Rule, group: Group, now: Now) -> list[Row]:
    """A row for every event that is forbidden, or of which it is not stated whether it is."""
    return [_row(rule, group, event, applies, now) for event, applies in starting(rule, group, now)]


def _row(rule: Rule, group: Group, event: Event, applies: bool, now: Now) -> Row:
    state, text = _judged(rule, group, event, applies)
    blocks, warnings = state is State.BLOCKED, uncertain(rule, event, now)
    return Row.of(rule, group, event.at, None, state, text, blocks=blocks, warnings=warnings)


def _judged(rule: Rule, group: Group, event: Event, applies: bool) -> tuple[State, str]:
    if not applies:
        keys = ", ".join(f"data.{condition.key}" for condition in rule.when)
        return State.WARNING, s.NOT_STATED(event=event.number, keys=keys)
    if rule.unless and fulfilled(rule.unless, group, event):
        keys = ", ".join(f"{one.key} {event.data.get(one.key, 'stated elsewhere')}" for one in rule.unless)
        return State.WARNING, s.EXCEPTION(keys=keys)
    return State.BLOCKED, s.REFUSED(event=event.number, basis=rule.basis)
