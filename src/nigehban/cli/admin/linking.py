"""``nigehban admin link``: lets an officer in who has lost what lets in."""

from __future__ import annotations

from nigehban.cli.admin.links import print_link
from nigehban.cli.desk import desk
from nigehban.cli.errors import UsageError


def run(name: str, *, reset: bool, url: str | None) -> None:
    """Print the link. Raises ``UsageError`` when no active officer is called so."""
    with desk():
        from nigehban.desk.accounts.models import Officer
        from nigehban.desk.accounts.use_cases import forget_second_factors

        officer = Officer.objects.filter(username__iexact=name, is_active=True).first()
        if officer is None:
            raise UsageError(f"No active officer is called {name}. An administrator is made by: nigehban admin create")
        if reset:
            forget_second_factors(officer)
        print_link(officer, url)
