"""Days that add up: every order of custody counts towards one limit for an accused in a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from nigehban.jurisdiction.procedure.kinds.starting import starting, uncertain
from nigehban.jurisdiction.procedure.records import Event, Group, Now, Row, Rule, State

_MOST_DAYS = 3650


class _Spell(NamedTuple):
    """Custody from ``start`` for some whole days; ``before`` is what had been used up when it began."""

    order: Event
    start: datetime
    days: int
    before: int

    @property
    def end(self) -> datetime:
        return self.start + timedelta(days=self.days)


def rows(rule: Rule, group: Group, now: Now) -> list[Row]:
    """One row: how many of the days are ordered and used, and which order goes beyond them."""
    orders = [event for event, _ in starting(rule, group, now)]
    if not orders or rule.limit_days is None:
        return []
    unread = [order for order in orders if _days(rule, order) is None]
    spells = _spells(rule, group, orders)
    ends = _latest(rule, group, orders, now)
    refused = [spell for spell in spells if spell.before + spell.days > rule.limit_days or (ends and spell.end > ends)]
    total = sum(spell.days for spell in spells)
    due = _due(rule, spells, orders[0], ends)
    used = _used(spells, now)
    state = _state(rule, total, used, bool(refused), bool(unread), due <= now.as_of)
    is_full = bool(refused) or total >= rule.limit_days or state is State.BLOCKED
    return [
        Row(
            rule.stages[0].id,
            rule,
            rule.title,
            group.case,
            group.accused,
            orders[0].at,
            due,
            state,
            f"{rule.says} {_told(rule, spells, refused, total, used, ends, now)}",
            rule.blocks if is_full else (),
            tuple(_alarm(spells, day) for day in rule.warn_on_day if day <= total),
            warnings=(
                *(
                    f"Event {one.number}: data.{rule.days_key} is no number of days. Count it by hand."
                    for one in unread
                ),
                *uncertain(rule, orders[0], now),
            ),
        )
    ]


def _days(rule: Rule, order: Event) -> int | None:
    value = order.data.get(rule.days_key or "")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _MOST_DAYS:
        return None
    return ceil(value)


def _spells(rule: Rule, group: Group, orders: Sequence[Event]) -> list[_Spell]:
    """The spells one after another: an order made before the last one ran out begins where that ends. A spell that was
    ended early counts its begun days.
    """
    spells: list[_Spell] = []
    for order in orders:
        days = _days(rule, order)
        if days is None:
            continue
        start = max(order.at, spells[-1].end) if spells else order.at
        ended = next((event.at for event in group.of(*rule.ended_by) if start <= event.at), None)
        if ended is not None:
            days = min(days, ceil((ended - start) / timedelta(days=1)))
        spells.append(_Spell(order, start, days, sum(spell.days for spell in spells)))
    return spells


def _latest(rule: Rule, group: Group, orders: Sequence[Event], now: Now) -> datetime | None:
    """Until when the days may be used, where the law gives a window."""
    if rule.window is None:
        return None
    first = min((event.at for event in group.of(*rule.reset_by)), default=orders[0].at)
    return now.calendar.after(min(first, orders[0].at), rule.window)


def _due(rule: Rule, spells: Sequence[_Spell], first: Event, ends: datetime | None) -> datetime:
    """When the limit is reached, if custody goes on without a gap after the last order."""
    limit = rule.limit_days or 0
    over = next((spell for spell in spells if spell.before + spell.days >= limit), None)
    if over:
        due = over.start + timedelta(days=limit - over.before)
    elif spells:
        due = spells[-1].end + timedelta(days=limit - spells[-1].before - spells[-1].days)
    else:
        due = first.at + timedelta(days=limit)
    return min(due, ends) if ends else due


def _used(spells: Sequence[_Spell], now: Now) -> int:
    """Days begun until now."""
    passed = (min(spell.days, ceil((now.as_of - spell.start) / timedelta(days=1))) for spell in spells)
    return sum(max(days, 0) for days in passed)


def _alarm(spells: Sequence[_Spell], day: int) -> datetime:
    """When a day of custody begins."""
    spell = next(spell for spell in spells if spell.before + spell.days >= day)
    return spell.start + timedelta(days=day - spell.before - 1)


def _state(rule: Rule, total: int, used: int, is_over: bool, is_unread: bool, is_past: bool) -> State:
    if is_over:
        return State.BLOCKED
    if is_unread:
        return State.WARNING
    if total == rule.limit_days and is_past:
        return State.MET
    return State.WARNING if rule.warn_on_day and used >= min(rule.warn_on_day) else State.RUNNING


def _told(
    rule: Rule,
    spells: Sequence[_Spell],
    refused: Sequence[_Spell],
    total: int,
    used: int,
    ends: datetime | None,
    now: Now,
) -> str:
    limit = rule.limit_days or 0
    said = [f"{total} of {limit} days are ordered in {len(spells)} order{'s' * (len(spells) != 1)}, {used} begun."]
    for spell in refused:
        if spell.before + spell.days > limit:
            why = f"{spell.before} were ordered before, and it would bring day {limit + 1}"
        else:
            why = f"it goes beyond {now.say(ends or spell.end)}"
        said.append(f"Refuse the order of {now.say(spell.order.at)} for {spell.days} days: {why}.")
    if not refused:
        left = limit - total
        said.append(f"{left} day{'s' * (left != 1)} left." if left else "No day is left: refuse every further order.")
    return " ".join(said)
