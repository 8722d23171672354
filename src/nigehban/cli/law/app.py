"""The commands of ``nigehban law`` and ``nigehban pack`` and their options; the work stands beside this module."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

law = typer.Typer(help="Ask the country's law: offences and deadlines, with their dates.", no_args_is_help=True)
pack = typer.Typer(help="Check country packs.", no_args_is_help=True)

Pack = Annotated[str, typer.Option("--pack", metavar="CODE", help="The country pack: a code (pk) or a folder.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@law.command()
def offence(
    reference: Annotated[
        str, typer.Argument(metavar="REF", help="A code, or a section as officers write it: '19A PECA'.")
    ],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day of the offence: 2018-02-01.")],
    country: Pack = "pk",
    json: Json = False,
) -> None:
    """Say which offence a reference names, and what it carried on a day.

    Ends with 1 where the pack knows no such section, with the nearest ones, or where it was not in force that day.
    """
    from nigehban.cli.law.offences import run

    run(reference, on, pack=country, as_json=json)


@law.command()
def deadlines(
    events: Annotated[Path, typer.Argument(metavar="EVENTS.json", help="What happened: a list of events.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="TIME", help="The time from which to look; default: now.")
    ] = None,
    country: Pack = "pk",
    json: Json = False,
) -> None:
    """Say which deadlines run, how each stands, and what the law forbids.

    Events after TIME do not count. What could not be placed is told; the others are counted.
    """
    from nigehban.cli.law.clocks import run

    run(events, as_of, pack=country, as_json=json)


@pack.command()
def check(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of a pack, or its code.")],
    json: Json = False,
) -> None:
    """Check a country pack: every file, what must hold across them, its golden examples.

    Tells each error with its file and line, and what counsel has still to review. Ends with 1 where anything is wrong.
    """
    from nigehban.cli.law.checking import run

    run(folder, as_json=json)
