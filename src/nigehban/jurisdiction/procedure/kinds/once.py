"""What may be done to a person once: a second time is refused unless the reason is on record."""

from __future__ import annotations

from nigehban.jurisdiction.procedure import sentences as s
from nigehban.jurisdiction.procedure.conditions import value_key
from nigehban.jurisdiction.procedure.kinds.starting import starting
from nigehban.jurisdiction.procedure.records import Event, Group, Now, Row, Rule, State


def rows(rule: Rule, group: Group, now: Now) -> list[Row]:
    """A row for every person (by ``rule.per``) to whom it was done."""
    done: dict[str, list[Event]] = {}
    for event, _ in starting(rule, group, now):
        done.setdefault(value_key(event.data.get(rule.per or "", "")), []).append(event)
    return [_row(rule, group, person, events, now) for person, events in sorted(done.items())]


def _is_excused(rule: Rule, event: Event) -> bool:
    return bool(str(event.data.get(rule.excused_by or "") or "").strip())


def _row(rule: Rule, group: Group, person: str, events: list[Event], now: Now) -> Row:
    refused = [event for event in events[1:] if not _is_excused(rule, event)]
    state = State.BLOCKED if refused else State.MET
    said = s.DONE_ONCE(at=now.say(events[0].at), key=rule.excused_by)
    if refused:
        again = (s.REFUSED_AGAIN(at=now.say(event.at), key=rule.excused_by) for event in refused)
        said = " ".join([s.DONE_BEFORE(at=now.say(events[0].at)), *again])
    unnamed = () if person else (s.WHOSE(key=rule.per),)
    return Row.of(rule, group, events[0].at, None, state, said, blocks=bool(refused), warnings=unnamed)
