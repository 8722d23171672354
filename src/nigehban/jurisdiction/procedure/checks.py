"""What must hold across the tables of procedure; each breach is told with its file and line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nigehban.jurisdiction.errors import PackLineError
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.procedure.records import Kind, Procedure, Rule

DESK_ROLES = frozenset(
    {
        "register_keeper",
        "triage_analyst",
        "verification_officer",
        "enquiry_officer",
        "investigating_officer",
        "circle_in_charge",
        "legal_officer",
        "forensic_examiner",
        "supervisor",
        "director",
    }
)
"""The roles of the desk that may take a step in a case (``nigehban.desk.access.roles.Role``)."""


def check_procedure(folder: Path, procedure: Procedure, problems: Problems) -> None:
    """Add to ``problems`` whatever contradicts."""
    _check_rules(folder / "procedure/deadlines.toml", procedure, problems)
    _check_acts(folder / "procedure/events.toml", procedure, problems)
    _check_states(folder / "procedure/states.toml", procedure, problems)
    _check_steps(folder / "procedure/states.toml", procedure, problems)
    _check_offices(folder / "org/roles.toml", procedure, problems)


def _check_rules(path: Path, procedure: Procedure, problems: Problems) -> None:
    seen: dict[str, int] = {}
    known = {stage.id for rule in procedure.rules for stage in rule.stages}
    for rule in procedure.rules:
        for stage in rule.stages:
            if stage.id in seen:
                problem = f"deadline '{stage.id}' stands on line {seen[stage.id]} already. Ids are used once."
                problems.append(PackLineError(path, rule.line, problem))
            seen.setdefault(stage.id, rule.line)
        for event in dict.fromkeys(_events(rule)):
            if event not in procedure.event_types:
                problem = f"event '{event}' is not in procedure/events.toml. Add it there or mend it here."
                problems.append(PackLineError(path, rule.line, problem))
        for other in rule.conflicts_with:
            if other not in known:
                problems.append(PackLineError(path, rule.line, f"there is no deadline '{other}' to conflict with."))
        if rule.kind is Kind.TERM and any(stage.within is None for stage in rule.stages[1:]):
            problems.append(PackLineError(path, rule.line, "a later part of a deadline must say 'within'."))


def _events(rule: Rule) -> Iterable[str]:
    yield from (*rule.starts, *rule.asked_by, *rule.answered_by, *rule.ended_by, *rule.reset_by)
    for stage in rule.stages:
        yield from stage.met_by


def _check_states(path: Path, procedure: Procedure, problems: Problems) -> None:
    states = {state.id: state for state in procedure.stands}
    for step in procedure.transitions:
        for end in (step.start, step.end):
            if end not in states:
                problem = f"there is no state '{end}' in this file. Add it or mend the transition."
                problems.append(PackLineError(path, step.line, problem))
        if step.start in states and states[step.start].final:
            problem = f"'{step.start}' is final, and a transition leaves it. Mend one of them."
            problems.append(PackLineError(path, step.line, problem))
    reached = {step.end for step in procedure.transitions}
    for state in procedure.stands[1:]:
        if state.id not in reached:
            problems.append(PackLineError(path, state.line, f"no transition leads to the state '{state.id}'."))
    leaving = {step.start for step in procedure.transitions}
    for state in procedure.stands:
        if not state.final and state.id not in leaving:
            problem = f"nothing leads out of the state '{state.id}'. Write a transition, or final = true."
            problems.append(PackLineError(path, state.line, problem))


def _check_acts(path: Path, procedure: Procedure, problems: Problems) -> None:
    blocked = {act for rule in procedure.rules for act in rule.blocks}
    for event in procedure.event_types.values():
        for act in event.does:
            if act not in blocked:
                problem = f"no deadline blocks '{act}', which the event '{event.type}' does. Mend one of them."
                problems.append(PackLineError(path, event.line, problem))


def _check_steps(path: Path, procedure: Procedure, problems: Problems) -> None:
    for step in procedure.transitions:
        for event in step.events:
            if event not in procedure.event_types:
                problem = f"event '{event}' is not in procedure/events.toml. Add it there or mend it here."
                problems.append(PackLineError(path, step.line, problem))
        for role in step.roles:
            if role not in procedure.offices:
                problem = f"role '{role}' is not in org/roles.toml. Add it there or mend it here."
                problems.append(PackLineError(path, step.line, problem))


def _check_offices(path: Path, procedure: Procedure, problems: Problems) -> None:
    for office in procedure.offices.values():
        for role in office.desk:
            if role not in DESK_ROLES:
                known = ", ".join(sorted(DESK_ROLES))
                problem = f"'{role}' of '{office.id}' is no role of the desk. Known are: {known}."
                problems.append(PackLineError(path, office.line, problem))
        if not office.desk:
            problem = f"'{office.id}' names nobody of the desk: write desk = [...]."
            problems.append(PackLineError(path, office.line, problem))
