"""The commands ``nigehban admin``, their arguments and options."""

from __future__ import annotations

from typing import Annotated

import typer

admin = typer.Typer(help="Make the first administrator; let an officer in.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The officer's name at the login.")]
Url = Annotated[
    str | None, typer.Option(metavar="URL", help="Where the desk is reached; default: https or http of this machine.")
]


@admin.command()
def create(
    name: Name,
    service_number: Annotated[
        str | None, typer.Option(metavar="N", help="Names the officer in exports instead of the name.")
    ] = None,
    url: Url = None,
) -> None:
    """Make an administrator, and print a link that logs in once within a quarter of an hour.

    There is no password: the link leads to setting up a second factor, and then to whatever the officer chooses.
    """
    from nigehban.cli.admin.creating import run

    run(name, service_number=service_number, url=url)


@admin.command()
def link(
    name: Name,
    reset_second_factor: Annotated[
        bool, typer.Option("--reset-second-factor", help="Forget passkeys, app and recovery codes, and end sessions.")
    ] = False,
    url: Url = None,
) -> None:
    """Print a link that lets an officer in once within a quarter of an hour."""
    from nigehban.cli.admin.linking import run

    run(name, reset=reset_second_factor, url=url)
