"""Who may do what with leads. Until there is membership by case, every active officer works on the whole list."""

from __future__ import annotations

from nigehban.desk.accounts.models import Officer


def may_decide(officer: Officer) -> bool:
    """Whether the officer may set leads aside and reopen them."""
    return officer.is_active
