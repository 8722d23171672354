"""The commands and their options. The work stands in the modules beside this one, imported when needed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from nigehban import __version__
from nigehban.cli.admin.app import admin
from nigehban.cli.audit.app import audit
from nigehban.cli.known.app import known as known_sets
from nigehban.cli.law.app import law
from nigehban.cli.law.app import pack as pack_commands
from nigehban.cli.media.app import media
from nigehban.cli.stats.app import stats

app = typer.Typer(
    name="nigehban",
    help="Finds the child in danger in a flood of referrals, and says why.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
synth = typer.Typer(help="Make benign synthetic data, with the truth kept apart.", no_args_is_help=True)
app.add_typer(synth, name="synth")
app.add_typer(known_sets, name="known")
app.add_typer(media, name="media")
app.add_typer(law, name="law")
app.add_typer(pack_commands, name="pack")
app.add_typer(admin, name="admin")
app.add_typer(stats, name="stats")
app.add_typer(audit, name="audit")

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH...", help="A document, a folder, a ZIP or a CSV/XLSX; several may be given."),
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder of the results.")]
Pack = Annotated[str, typer.Option(metavar="CODE", help="The country pack: a code (pk) or a folder.")]
Mapping = Annotated[
    Path | None, typer.Option(metavar="FILE.toml", help="How to read tables whose columns no shipped mapping knows.")
]
Known = Annotated[
    list[Path] | None,
    typer.Option(
        "--known", metavar="DIR", help="A set of known files that files are looked up in; may be given several times."
    ),
]
Workers = Annotated[int, typer.Option(help="Processes that read; 0 means one a core.", min=0)]


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Finds the child in danger in a flood of referrals, and says why."""
    if version:
        typer.echo(f"nigehban {__version__}")
        raise typer.Exit


@app.command()
def triage(
    paths: Paths,
    out: Out,
    pack: Pack = "pk",
    judgements: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Officers' decisions: a,b,verdict (same, not_same, unsure)."),
    ] = None,
    mapping: Mapping = None,
    known: Known = None,
    workers: Workers = 0,
    top: Annotated[int, typer.Option(help="How many leads to print.", min=0)] = 10,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="The day (UTC) from which deadlines count; default: today."
        ),
    ] = None,
) -> None:
    """Rank a flood of referrals into leads; needs no database.

    Writes referrals, leads, links, networks, facts, attachments, known files and quarantine as Parquet tables into
    DIR. A run that was interrupted goes on where it stopped when the same command is given again.
    """
    from nigehban.cli.triage import Options, run

    run(paths, out, Options(pack, judgements, mapping, known or [], workers, top, as_of))


@app.command()
def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One document.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
    mapping: Mapping = None,
) -> None:
    """Show what one document says.

    That is: its record, every fact with its pointer, and warnings.
    """
    from nigehban.cli.read import run

    run(file, as_json=json, mapping=mapping)


@app.command()
def explain(
    lead: Annotated[str, typer.Argument(metavar="LEAD", help="A lead's number, a referral's id or a rank.")],
    out: Out,
) -> None:
    """Say in words why a lead stands where it stands.

    That is: its reasons with their sources, what would raise it, its referrals, links and network.
    """
    from nigehban.cli.explain import run

    run(lead, out)


@app.command()
def load(
    paths: Paths,
    pack: Pack = "pk",
    mapping: Mapping = None,
    known: Known = None,
    workers: Workers = 0,
) -> None:
    """Take referrals into the desk's database and rank them.

    Each document is sealed first, then read and stored; then everything that is stored is looked up in all sets of
    known files that were ever named, linked and ranked anew. The same bytes twice add nothing.
    """
    from nigehban.cli.load import run

    run(paths, pack=pack, mapping=mapping, known=known or [], workers=workers)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)] = 8000,
    workers: Annotated[int | None, typer.Option(help="Processes; usually one a core, 2 to 4.", min=1, max=8)] = None,
) -> None:
    """Serve the desk."""
    from nigehban.cli.serve import run

    run(host, port, workers)


@app.command()
def deliver(
    once: Annotated[bool, typer.Option("--once", help="Send what is due now, and end.")] = False,
) -> None:
    """Send programs the notices due; a served desk does it itself."""
    from nigehban.cli.deliver import run

    run(once=once)


@app.command()
def demo(
    once: Annotated[bool, typer.Option("--once", help="Print the top of the list, check the desk, and end.")] = False,
    count: Annotated[int, typer.Option(help="How many synthetic referrals.", min=100)] = 20_000,
    home: Annotated[Path, typer.Option(metavar="DIR", help="Where the demo keeps its data.")] = Path(".demo"),
    port: Annotated[int, typer.Option(help="The port of the desk; 0 takes a free one.", min=0, max=65535)] = 8000,
) -> None:
    """A synthetic month through the whole pipeline, then the desk."""
    from nigehban.cli.demo import run

    run(home, count=count, port=port, once=once)


@app.command()
def doctor() -> None:
    """Say what is installed, what is missing, and what to do about it."""
    from nigehban.cli.doctor import run

    run()


@synth.command("referrals")
def synth_referrals(
    count: Annotated[int, typer.Option(help="How many referrals.", min=1)],
    out: Out,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 1,
) -> None:
    """Write synthetic referrals into DIR/documents and the truth about them into DIR/truth."""
    from nigehban.cli.synth import run

    run(count, seed, out)
