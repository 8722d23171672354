"""Officers with the roles that a test needs."""

from __future__ import annotations

from itertools import count

from nigehban.desk.access.roles import Role
from nigehban.desk.access.use_cases import grant_role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import enrol

_numbers = count(1)


def officer_with(*roles: Role, unit: str = "", name: str | None = None) -> Officer:
    """An officer of these roles, for one unit or everywhere; the name is new each time."""
    number = next(_numbers)
    officer = enrol(name or f"officer-{number}-of-test", service_number=f"PK-T{number:04d}")
    for role in roles:
        grant_role(None, officer, role, reason="For the test.", unit=unit)
    return officer
