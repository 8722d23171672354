"""Reads the folder ``procedure/`` of a pack into records."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from nigehban.jurisdiction.errors import PackFileError
from nigehban.jurisdiction.heading import Heading, read_heading
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.procedure.records import CareStep, EventType, Office, Procedure, Scope, Stand, Transition
from nigehban.jurisdiction.procedure.rule_tables import read_rule
from nigehban.jurisdiction.procedure.spans import Calendar
from nigehban.jurisdiction.tables import Section, read_toml
from nigehban.jurisdiction.texts import read_tables, read_text, read_text_or_plain

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_procedure(folder: Path, problems: Problems) -> Procedure:
    """The procedure of the pack in a folder, without what is in ``problems`` then. Raises for a missing folder."""
    home = folder / "procedure"
    if not home.is_dir():
        raise PackFileError(home, "is missing: this pack holds no deadlines. docs/packs.md says how to write it.")
    heading = read_heading(folder)
    deadlines = read_toml(home / "deadlines.toml")
    deadlines.only(("weekend", "deadline"))
    types = problems.each(
        partial(_event_type, heading), problems.part(lambda: read_tables(home / "events.toml", "event"))
    )
    states = read_toml(home / "states.toml")
    states.only(("state", "transition"))
    return Procedure(
        heading,
        Calendar(heading.zone, _weekend(deadlines)),
        folder,
        {one.type: one for one in types},
        problems.each(partial(read_rule, heading), deadlines.sections("deadline")),
        problems.each(partial(_stand, heading), states.sections("state")),
        problems.each(_transition, states.sections("transition")),
        {one.id: one for one in problems.each(partial(_office, heading), _offices(folder, problems))},
        problems.each(partial(_care_step, heading), _care(home, problems)),
    )


def _care(home: Path, problems: Problems) -> Sequence[Section]:
    """The checklist for a child's safety; a pack may have none."""
    path = home / "safeguarding.toml"
    return problems.part(lambda: read_tables(path, "step")) if path.is_file() else ()


def _care_step(heading: Heading, section: Section) -> CareStep:
    section.only(("id", "title", "urgent"))
    return CareStep(
        section.get("id", str), read_text(section, "title", heading), section.get("urgent", bool, False), section.line
    )


def _offices(folder: Path, problems: Problems) -> Sequence[Section]:
    return problems.part(lambda: read_tables(folder / "org/roles.toml", "role"))


def _office(heading: Heading, section: Section) -> Office:
    section.only(("id", "title", "desk", "outside"))
    return Office(
        section.get("id", str),
        read_text(section, "title", heading),
        section.texts("desk"),
        section.get("outside", bool, False),
        section.line,
    )


def _weekend(section: Section) -> frozenset[int]:
    days = section.texts("weekend")
    wrong = [day for day in days if day not in _WEEK]
    if wrong:
        raise section.error("weekend", f"holds '{wrong[0]}', which is no day. Write 'saturday'.")
    return frozenset(map(_WEEK.index, days))


def _event_type(heading: Heading, section: Section) -> EventType:
    section.only(("type", "title", "scope", "data", "does"))
    data = section.section("data")
    return EventType(
        section.get("type", str),
        read_text(section, "title", heading),
        Scope(section.one_of("scope", tuple(Scope))),
        {key: read_text_or_plain(data, key, heading) for key in data},
        section.texts("does"),
        section.line,
    )


def _stand(heading: Heading, section: Section) -> Stand:
    section.only(("id", "title", "final"))
    return Stand(
        section.get("id", str), read_text(section, "title", heading), section.get("final", bool, False), section.line
    )


def _transition(section: Section) -> Transition:
    section.only(("from", "to", "roles", "documents", "events"))
    return Transition(
        section.get("from", str),
        section.get("to", str),
        section.texts("roles"),
        section.texts("documents"),
        section.texts("events"),
        section.line,
    )
