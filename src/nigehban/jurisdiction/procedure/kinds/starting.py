"""Which events a rule begins with."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.jurisdiction.procedure import sentences as s
from nigehban.jurisdiction.procedure.conditions import fulfilled
from nigehban.jurisdiction.procedure.records import Event, Group, Now, Rule


def starting(rule: Rule, group: Group, now: Now) -> Iterator[tuple[Event, bool]]:
    """Each event that begins the rule; ``False`` where it is not stated whether it does. An event of before the rule
    was law begins nothing.
    """
    for event in group.of(*rule.starts):
        if rule.start and now.calendar.local(event.at).date() < rule.start.first:
            continue
        applies = fulfilled(rule.when, group, event)
        if applies or (applies is None and rule.if_unknown != "skip"):
            yield event, applies is True or rule.if_unknown == "apply"


def uncertain(rule: Rule, event: Event, now: Now) -> tuple[str, ...]:
    """What is to be said of an event on a day on which the rule may not have been law yet."""
    if rule.start and now.calendar.local(event.at).date() < rule.start.last:
        return (s.NOT_LAW_YET(day=rule.start),)
    return ()
