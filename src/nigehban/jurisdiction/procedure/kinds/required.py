"""What must have been done when something happens: nothing goes on until the list is whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nigehban.jurisdiction.procedure import sentences as s
from nigehban.jurisdiction.procedure.conditions import read_number, value_key
from nigehban.jurisdiction.procedure.kinds.starting import starting, uncertain
from nigehban.jurisdiction.procedure.records import Event, Group, Now, Row, Rule, State


def rows(rule: Rule, group: Group, now: Now) -> list[Row]:
    """A row for every event; what is missing may be said by a later event of the same matter."""
    return [_row(rule, group, event, now) for event, _ in starting(rule, group, now)]


def _row(rule: Rule, group: Group, event: Event, now: Now) -> Row:
    missing = [key for key in rule.needs if not _has(key, rule.needs[key], _known(rule, group, event))]
    state = (State.BLOCKED if rule.blocks else State.WARNING) if missing else State.MET
    said = s.MISSING(keys=", ".join(f"data.{key}" for key in missing)) if missing else s.ALL_STATED()
    warnings = uncertain(rule, event, now)
    return Row.of(rule, group, event.at, event.at, state, said, blocks=bool(missing), warnings=warnings)


def _known(rule: Rule, group: Group, event: Event) -> Mapping[str, Any]:
    """What the event says, and then what later events say of the same matter."""
    known: dict[str, Any] = dict(event.data)
    for later in group.of(*rule.stages[0].met_by):
        if later.at >= event.at and later.data.get("ref") == event.data.get("ref"):
            known |= {key: value for key, value in later.data.items() if value is not None}
    return known


def _has(key: str, needed: object, known: Mapping[str, Any]) -> bool:
    value = known.get(key)
    if isinstance(needed, bool):
        return value not in (None, False, 0, [], {}) and value_key(value) not in {"", "false", "no"}
    count = len(value) if isinstance(value, list) else read_number(value) or 0
    return isinstance(needed, int) and count >= needed
