"""``nigehban admin create``: the first administrator. Before, there is no account; nobody is given a password."""

from __future__ import annotations

from nigehban.cli.admin.links import print_link
from nigehban.cli.desk import desk
from nigehban.cli.errors import UsageError


def run(name: str, *, service_number: str | None, url: str | None) -> None:
    """Enrol the officer and print the link. Raises ``UsageError`` when the name or the number is taken."""
    with desk():
        from django.db import transaction

        from nigehban.desk.access.roles import Role
        from nigehban.desk.access.use_cases import grant_role
        from nigehban.desk.accounts.errors import AccountError
        from nigehban.desk.accounts.use_cases import enrol

        try:
            with transaction.atomic():
                officer = enrol(name, service_number=service_number)
                grant_role(None, officer, Role.ADMINISTRATOR, reason="Made by nigehban admin create.")
        except AccountError as error:
            raise UsageError(f"{error} A new link for an officer is printed by: nigehban admin link NAME") from error
        print_link(officer, url)
