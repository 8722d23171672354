"""What an officer is at this moment: the roles that hold, each with its unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from nigehban.desk.access.roles import Permission, Role
from nigehban.desk.accounts.models import Officer

_KEPT = "_standing"
_GRANTS = """
SELECT role, unit FROM access_rolegrant
WHERE officer_id = %s AND starts_at <= statement_timestamp() AND (ends_at IS NULL OR ends_at > statement_timestamp())
"""
"""Asked at every request: in plain SQL it takes a tenth of the time."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Pairs of a role and the unit it is for; an empty unit is the whole country."""

    roles: frozenset[tuple[Role, str]] = frozenset()

    def units(self, permission: Permission) -> frozenset[str] | None:
        """The units for which a permission holds; ``None`` for the whole country."""
        return _units(unit for role, unit in self.roles if permission in role.permissions)

    @property
    def overseen_units(self) -> frozenset[str] | None:
        """The units of which every unsealed case is seen; ``None`` for the whole country."""
        return _units(unit for role, unit in self.roles if role.oversees)

    def may(self, permission: Permission, unit: str | None = None) -> bool:
        """Whether it holds, anywhere or for one unit."""
        units = self.units(permission)
        return units is None or (bool(units) if unit is None else unit in units)


def standing_of(officer: Officer) -> Standing:
    """What the officer is now; within a request it is asked once (``keep_standing``)."""
    kept = officer.__dict__.get(_KEPT)
    return kept if isinstance(kept, Standing) else _asked(officer)


def keep_standing(officer: Officer) -> None:
    """Ask once and keep the answer with this object, for the length of a request."""
    officer.__dict__[_KEPT] = _asked(officer)


def _asked(officer: Officer) -> Standing:
    if not officer.is_active:
        return Standing()
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS, [officer.pk])
        return Standing(frozenset((Role(role), unit) for role, unit in cursor.fetchall()))


def _units(found: Iterable[str]) -> frozenset[str] | None:
    units = frozenset(found)
    return None if "" in units else units
