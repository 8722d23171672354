"""The officers of the demonstration. They have service numbers and no names."""

from __future__ import annotations

from dataclasses import dataclass

from nigehban.desk.access.models import RecordKind
from nigehban.desk.access.roles import Role
from nigehban.desk.access.use_cases import add_member, grant_role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import enrol
from nigehban.desk.cases.models import Case

_WHY = "The demonstration."
_OF_VISITOR = (
    Role.TRIAGE_ANALYST,
    Role.VERIFICATION_OFFICER,
    Role.ENQUIRY_OFFICER,
    Role.INVESTIGATING_OFFICER,
    Role.CIRCLE_IN_CHARGE,
    Role.REGISTER_KEEPER,
    Role.SUPERVISOR,
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who does what. ``visitor`` is the officer who looks at the demonstration."""

    visitor: Officer
    keeper: Officer
    legal: Officer
    director: Officer
    head_lahore: Officer
    head_karachi: Officer


def cast(visitor: Officer) -> Cast:
    """The visitor with the roles of a small unit, and colleagues for what takes two."""
    have = set(visitor.role_grants.values_list("role", flat=True))
    for role in _OF_VISITOR:
        if role not in have:
            grant_role(None, visitor, role, reason=_WHY)
    return Cast(
        visitor,
        _colleague("demo-register", "D-0201", Role.REGISTER_KEEPER, Role.CIRCLE_IN_CHARGE, unit="ISB"),
        _colleague("demo-legal", "D-0202", Role.LEGAL_OFFICER),
        _colleague("demo-director", "D-0203", Role.DIRECTOR, Role.REGISTER_KEEPER),
        _colleague("demo-lahore", "D-0301", Role.CIRCLE_IN_CHARGE, Role.INVESTIGATING_OFFICER, unit="LHR"),
        _colleague("demo-karachi", "D-0302", Role.CIRCLE_IN_CHARGE, Role.INVESTIGATING_OFFICER, unit="KHI"),
    )


def on_case(people: Cast, case: Case, officer: Officer, duty: str) -> None:
    """Put an officer on a case."""
    add_member(people.director, officer, RecordKind.CASE, case.pk, reason=_WHY, duty=duty)


def _colleague(name: str, number: str, *roles: Role, unit: str = "") -> Officer:
    officer = enrol(name, service_number=number)
    for role in roles:
        grant_role(None, officer, role, reason=_WHY, unit=unit)
    return officer
