"""Conditions on the data of events, in three values: fulfilled, not fulfilled, not stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from nigehban.jurisdiction.fold import fold
from nigehban.jurisdiction.procedure.records import Condition, Event, Group


def value_key(value: object) -> str:
    """The form in which values are compared: ``Female`` is ``female``, ``true`` is ``True``."""
    return fold(str(value))


def read_number(value: object) -> float | None:
    """A number, also where it is written as a text; ``None`` for anything else, true and false too."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if isfinite(found) else None


def fulfilled(conditions: Iterable[Condition], group: Group, event: Event) -> bool | None:
    """Whether an event fulfils all of them; ``None``: it cannot be told.

    What the other events of the same accused or, in a clock of the case, of the same notice or exhibit say counts too:
    who was arrested as a woman is one when custody is asked, whatever the order says. Contradicting statements cannot
    be told.
    """
    found = [_one(condition, group, event) for condition in conditions]
    if False in found:
        return False
    return None if None in found else True


def _one(condition: Condition, group: Group, event: Event) -> bool | None:
    said = {key for one in (event, *_same(group, event)) if (key := _stated(condition.key, one.data)) is not None}
    answers = {condition.holds(key) for key in said}
    return answers.pop() if len(answers) == 1 else None


def _same(group: Group, event: Event) -> list[Event]:
    """The other events of the same accused; where nobody is named, of the same notice or exhibit."""
    if event.accused:
        return [one for one in group.events if one.accused == event.accused]
    ref = event.data.get("ref")
    return [] if ref is None else [one for one in group.events if one.data.get("ref") == ref]


def _stated(key: str, data: Mapping[str, Any]) -> str | None:
    value = data.get(key)
    return None if value is None or value == "" else value_key(value)
