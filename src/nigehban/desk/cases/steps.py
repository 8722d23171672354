"""The next steps of a case, as its pack states them: whose they are, what they need, what stands in their way."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from nigehban.desk.access.roles import Role
from nigehban.desk.access.standing import standing_of
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.law import forbidding
from nigehban.desk.cases.models import Case, CaseEvent, Party, PartyRole
from nigehban.desk.cases.selectors import standing_events
from nigehban.jurisdiction.procedure import Office, Procedure, Row, Scope, Transition, load_procedure


class Blocked(NamedTuple):
    """The law stands in the way of a step: for this suspect, or (``None``) altogether."""

    party: Party | None
    row: Row


class Step(NamedTuple):
    """A step out of the case's state. ``mine`` is whether the officer may take it."""

    transition: Transition
    offices: tuple[Office, ...]
    mine: bool
    blocked: tuple[Blocked, ...]

    @property
    def end(self) -> str:
        """The state it leads to."""
        return self.transition.end


def steps_from(officer: Officer, case: Case, now: datetime | None = None) -> list[Step]:
    """The steps out of the case's state, those of the officer first."""
    procedure = load_procedure(case.pack)
    leaving = [one for one in procedure.transitions if one.start == case.state]
    steps = [_step(officer, case, one, procedure, now or timezone.now()) for one in leaving]
    finals = {stand.id for stand in procedure.stands if stand.final}
    return sorted(steps, key=lambda step: (step.end in finals, not step.mine))


def step_to(procedure: Procedure, case: Case, end: str) -> Transition | None:
    """The step from the case's state to another."""
    return next((one for one in procedure.transitions if (one.start, one.end) == (case.state, end)), None)


def may_take(officer: Officer, procedure: Procedure, step: Transition, unit: str) -> bool:
    """Whether the officer has, for the unit or everywhere, a role that the pack names for the step."""
    wanted = {Role(role) for office in offices_of(procedure, step) for role in office.desk}
    return any(role in wanted and where in ("", unit) for role, where in standing_of(officer).roles)


def offices_of(procedure: Procedure, step: Transition) -> tuple[Office, ...]:
    """Who takes a step, in the country's words."""
    return tuple(procedure.offices[role] for role in step.roles)


def _step(officer: Officer, case: Case, one: Transition, procedure: Procedure, now: datetime) -> Step:
    mine = may_take(officer, procedure, one, case.unit)
    return Step(one, offices_of(procedure, one), mine, tuple(_foreseen(case, one, procedure, now)))


def _foreseen(case: Case, one: Transition, procedure: Procedure, now: datetime) -> list[Blocked]:
    """What would be refused if the step were taken now, for each suspect whom it may concern."""
    found: list[Blocked] = []
    acts = [name for name in one.events if procedure.event_types[name].does]
    if not acts:
        return found
    events, suspects = standing_events(case), list(case.parties.filter(role=PartyRole.SUSPECT, removed_at=None))
    for name in acts:
        concerned = suspects if procedure.event_types[name].scope is Scope.ACCUSED else [None]
        for party in concerned:
            event = CaseEvent(case=case, type=name, at=now, party=party, data={"days": 1})
            found += [Blocked(party, row) for row in forbidding(case, event, now, events)]
    return found
