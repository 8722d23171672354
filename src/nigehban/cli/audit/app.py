"""The commands of ``nigehban audit``."""

from __future__ import annotations

from typing import Annotated

import typer

audit = typer.Typer(help="Verify the logs of what was read and written.", no_args_is_help=True)


@audit.callback()
def root() -> None:
    """Verify the logs of what was read and written."""


@audit.command("verify")
def verify(*, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Check every log, and every live row against its history; seal what was added. Exit 1 when anything differs."""
    from nigehban.cli.audit.verifying import run

    run(as_json=as_json)
