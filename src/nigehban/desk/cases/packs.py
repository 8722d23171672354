"""Which pack new cases follow, and its units."""

from __future__ import annotations

from django.utils import timezone

from nigehban.desk.access.roles import Permission
from nigehban.desk.access.standing import standing_of
from nigehban.desk.accounts.models import Officer
from nigehban.desk.referrals.selectors import newest_pack
from nigehban.jurisdiction import load_pack

_FIRST = "pk"


def current_pack() -> str:
    """The pack of the newest load; before any load, Pakistan's."""
    return newest_pack() or _FIRST


def units_of(officer: Officer, permission: Permission) -> list[str]:
    """The units of today for which the officer has a permission, by their codes."""
    today = timezone.localdate()
    pack = load_pack(current_pack())
    codes = [
        one.code for one in pack.units if one.valid_from <= today and (one.valid_to is None or today <= one.valid_to)
    ]
    allowed = standing_of(officer).units(permission)
    return [code for code in dict.fromkeys(codes) if allowed is None or code in allowed]
