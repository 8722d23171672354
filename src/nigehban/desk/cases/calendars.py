"""Deadlines as a calendar (RFC 5545). It leaves the desk: a case's number and the rule, no name, no pseudonym."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from nigehban.desk.cases.due import Line

_LENGTH = timedelta(minutes=15)
MOST = 500


def calendar_of(lines: Iterable[Line], now: datetime) -> bytes:
    """The calendar of deadlines that have a due time, with an alarm for each warning still to come."""
    calendar = Calendar()
    calendar.add("prodid", "-//Nigehban//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Deadlines"))
    for line in lines:
        if line.row.due is not None:
            calendar.add_component(_event(line, line.row.due, now))
    return bytes(calendar.to_ical())


def _event(line: Line, due: datetime, now: datetime) -> Event:
    row, event = line.row, Event()
    event.add("uid", f"{row.case.number}-{row.rule}-{row.since:%Y%m%dT%H%M%S}-{row.party_id or 0}@nigehban.invalid")
    event.add("dtstamp", now)
    event.add("dtstart", due)
    event.add("dtend", due + _LENGTH)
    event.add("summary", f"{row.case.number} {row.rule}: {line.title}")
    event.add("description", line.basis)
    for moment in map(datetime.fromisoformat, row.alarms):
        if moment > now:
            event.add_component(_alarm(moment, f"{row.case.number} {row.rule}"))
    return event


def _alarm(moment: datetime, said: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said)
    alarm.add("trigger", moment)
    return alarm
