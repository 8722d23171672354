"""Who may do what with leads."""

from __future__ import annotations

from nigehban.desk.access.policies import may
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer


def may_decide(officer: Officer) -> bool:
    """Whether the officer may set leads aside and reopen them."""
    return may(officer, Permission.DECIDE_LEADS)
