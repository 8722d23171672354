"""Which event answers which clock, and how a court's order moves it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from nigehban.jurisdiction.procedure import sentences as s
from nigehban.jurisdiction.procedure.moments import read_moment
from nigehban.jurisdiction.procedure.records import Event, Group, Now, Rule, Stage

EXTENSION = "court_extension"


class Extended(NamedTuple):
    """A due time after a court's orders: ``late`` where one came when the time had run out already."""

    due: datetime
    was_due: datetime
    orders: tuple[Event, ...]
    late: bool
    warnings: tuple[str, ...]


def closing(group: Group, start: Event, stage: Stage) -> Event | None:
    """The first event at or after the start that answers the clock; one that names another clock does not."""
    for event in group.of(*stage.met_by):
        if event.at >= start.at and _same_matter(start, event) and _names(event.data.get("deadline"), stage.id, None):
            return event
    return None


def extended(group: Group, start: Event, stage: Stage, rule: Rule, due: datetime, now: Now) -> Extended:
    """The due time after every order of a court for this clock, in the order in which they were made."""
    moved, orders, late, warnings = due, [], False, []
    for order in group.of(EXTENSION):
        if order.at < start.at or not _same_matter(start, order) or not _is_for(order, stage, rule):
            continue
        until, assumed = read_moment(order.data.get("until"), now.calendar.zone)
        if until is None:
            warnings.append(s.NO_UNTIL(event=order.number))
        elif stage.extendable is False:
            warnings.append(s.NOT_EXTENDABLE(event=order.number, basis=rule.basis))
        elif until <= moved:
            warnings.append(s.SHORTER(event=order.number))
        else:
            late = late or order.at > moved
            moved = until
            orders.append(order)
            warnings += [s.ASSUMED_UNTIL(event=order.number, assumed=assumed)] if assumed else []
            if stage.extendable is None:
                warnings.append(s.NO_POWER())
    return Extended(moved, due, tuple(orders), late, tuple(warnings))


def _is_for(order: Event, stage: Stage, rule: Rule) -> bool:
    return "deadline" in order.data and _names(order.data["deadline"], stage.id, rule)


def _names(named: object, stage: str, rule: Rule | None) -> bool:
    """Whether a clock is the one that was named, in any case; ``D7`` names the one of D7a and D7b that a court may
    extend. What names none fits every clock.
    """
    if named is None:
        return True
    if not is_named(named, stage):
        return False
    return _key(named) == _key(stage) or rule is None or any(one.extendable for one in rule.stages)


def is_named(named: object, stage: str) -> bool:
    """Whether a name is that of a stage, in any case, or of the deadline of which it is a part: ``D7`` for ``D7b``."""
    return _key(named) in {_key(stage), _key(stage).rstrip("abcdefgh")}


def _key(name: object) -> str:
    return str(name).strip().casefold()


def _same_matter(start: Event, event: Event) -> bool:
    """Whether both may concern the same notice or exhibit: where both carry ``data.ref``, it must be one."""
    refs = [one.data.get("ref") for one in (start, event)]
    return None in refs or str(refs[0]) == str(refs[1])
