"""Days that add up: every order of custody counts towards one limit for an accused in a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from nigehban.jurisdiction.procedure import sentences as s
from nigehban.jurisdiction.procedure.conditions import read_number
from nigehban.jurisdiction.procedure.kinds.starting import starting, uncertain
from nigehban.jurisdiction.procedure.records import Change, Event, Group, Now, Row, Rule, State
from nigehban.jurisdiction.procedure.spans import MOMENT

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


class _Count(NamedTuple):
    """Days ordered, days begun, and in how many orders."""

    total: int
    used: int
    orders: int


def rows(rule: Rule, group: Group, now: Now) -> list[Row]:
    """One row: how many of the days are ordered and used, and which order, or request for one, goes beyond them."""
    orders = [event for event, _ in starting(rule, group, now)]
    asked = _asked(rule, group, orders)
    considered = [*orders, *asked]
    if not considered or rule.limit_days is None:
        return []
    spells = _spells(rule, group, orders)
    ends = _latest(rule, group, considered, now)
    refused = [spell for spell in _spells(rule, group, considered) if _is_beyond(rule, spell, ends)]
    unread = [order for order in considered if _days(rule, order) is None]
    due = _due(rule, spells, considered[0], ends)
    count = _Count(sum(spell.days for spell in spells), _used(spells, now), len(spells))
    state = _state(rule, count, bool(refused), bool(unread), due <= now.as_of)
    alarms = tuple(_alarm(spells, day) for day in rule.warn_on_day if day <= count.total)
    fixed = bool(refused or unread)
    row = Row.of(
        rule,
        group,
        considered[0].at,
        due,
        state,
        _told(rule, count, refused, ends, now),
        blocks=bool(refused) or count.total >= rule.limit_days,
        alarms=alarms,
        warnings=(*(_unread(rule, order) for order in unread), *uncertain(rule, considered[0], now)),
    )
    if fixed:
        return [row]
    return [replace(row, changes=_changes(rule, count, state, due, alarms), done=_ended(rule, group, considered))]


def _ended(rule: Rule, group: Group, considered: Sequence[Event]) -> datetime | None:
    """When the last spell was ended, if nothing was ordered or asked for since."""
    return next((event.at for event in group.of(*rule.ended_by) if event.at >= considered[-1].at), None)


def _changes(
    rule: Rule, count: _Count, state: State, due: datetime, alarms: tuple[datetime, ...]
) -> tuple[Change, ...]:
    """A day is begun a moment after the one before it has passed."""
    short = (Change(min(alarms) + MOMENT, State.WARNING),) if alarms and state is State.RUNNING else ()
    over = (Change(due, State.MET),) if count.total == rule.limit_days and state is not State.MET else ()
    return (*short, *over)


def _asked(rule: Rule, group: Group, orders: Sequence[Event]) -> list[Event]:
    """The last request, as long as no order and no refusal has followed it."""
    requests = group.of(*rule.asked_by)[-1:]
    answers = [*orders, *group.of(*rule.answered_by)]
    return [one for one in requests if all(answer.at < one.at for answer in answers)]


def _is_beyond(rule: Rule, spell: _Spell, ends: datetime | None) -> bool:
    return spell.before + spell.days > (rule.limit_days or 0) or (ends is not None and spell.end > ends)


def _unread(rule: Rule, order: Event) -> str:
    return s.NO_DAYS(event=order.number, key=rule.days_key)


def _days(rule: Rule, order: Event) -> int | None:
    value = read_number(order.data.get(rule.days_key or ""))
    return min(ceil(value), _MOST_DAYS) if value is not None and value >= 0 else None


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


def _state(rule: Rule, count: _Count, is_over: bool, is_unread: bool, is_past: bool) -> State:
    if is_over:
        return State.BLOCKED
    if is_unread:
        return State.WARNING
    if count.total == rule.limit_days and is_past:
        return State.MET
    return State.WARNING if rule.warn_on_day and count.used >= min(rule.warn_on_day) else State.RUNNING


def _told(rule: Rule, count: _Count, refused: Sequence[_Spell], ends: datetime | None, now: Now) -> str:
    limit = rule.limit_days or 0
    orders = (s.ORDER if count.orders == 1 else s.ORDERS)(n=count.orders)
    said = [s.COUNT(total=count.total, limit=limit, orders=orders, used=count.used)]
    for spell in refused:
        if spell.before + spell.days > limit:
            why = s.BEYOND_LIMIT(n=spell.before, day=limit + 1)
        else:
            why = s.BEYOND_WINDOW(at=now.say(ends or spell.end))
        refuse = s.REFUSE_REQUEST if spell.order.type in rule.asked_by else s.REFUSE_ORDER
        said.append(refuse(at=now.say(spell.order.at), days=_days_of(spell.days), why=why))
    if not refused:
        left = limit - count.total
        said.append(s.LEFT(days=_days_of(left)) if left else s.NONE_LEFT())
    return " ".join(said)


def _days_of(count: int) -> str:
    return f"{count} day{'s' * (count != 1)}"
