"""The commands of ``nigehban stats`` and their options; the work stands beside this module."""

from __future__ import annotations

from typing import Annotated

import typer

stats = typer.Typer(help="Figures from the events of cases, by the pack's definitions.", no_args_is_help=True)

Pack = Annotated[str, typer.Option("--pack", metavar="CODE", help="The country pack: a code (pk) or a folder.")]


@stats.callback()
def root() -> None:
    """Figures from the events of cases, by the pack's definitions."""


@stats.command()
def bulletin(
    first: Annotated[str, typer.Option("--from", metavar="D", help="The first day, in the country's zone.")],
    last: Annotated[str, typer.Option("--to", metavar="D", help="The last day; it is inside.")],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="TIME", help="The time at which what was known counts; default: now."),
    ] = None,
    outside: Annotated[
        bool, typer.Option("--release", help="As it may leave the unit: small cells are hidden.")
    ] = False,
    country: Pack = "pk",
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Tell the weekly bulletin of some days.

    Each figure stands with the sentence that defines it, the time as of which it holds, and the digest of its query.
    """
    from nigehban.cli.law.output import read_day
    from nigehban.cli.stats.bulletin import Options, run

    run(read_day(first, "--from"), read_day(last, "--to"), Options(as_of, outside, country, json))
