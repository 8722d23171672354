"""The commands of ``nigehban known`` and their options; the work stands in the modules beside this one."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from nigehban.cli.media.choices import FrameChoice

known = typer.Typer(help="Keep sets of known hashes, and find them.", no_args_is_help=True)

Set = Annotated[Path, typer.Option("--set", metavar="DIR", help="The folder of the set.")]
SetArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the set.")]
Key = Annotated[
    Path | None, typer.Option("--key", metavar="FILE.pem", help="The key that signs; made when there is none.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


class Format(StrEnum):
    """The formats of lists that can be imported."""

    VICS = "vics"
    ICSE = "icse"
    NCMEC = "ncmec"
    NSRL = "nsrl"
    CSV = "csv"
    LIST = "list"


class Algorithm(StrEnum):
    """What a plain list may hold."""

    PDQ = "pdq"
    MD5 = "md5"
    SHA1 = "sha1"
    SHA256 = "sha256"


class ExportFormat(StrEnum):
    """The formats in which entries are given on."""

    VICS = "vics"


@known.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A list of known files, as it was received.")],
    folder: Set,
    source: Annotated[str, typer.Option("--source", metavar="NAME", help="What the list is called.")],
    file_format: Annotated[Format, typer.Option("--format", help="How the file is written.")],
    algorithm: Annotated[
        Algorithm | None, typer.Option(help="What a plain list holds, where the length does not tell.")
    ] = None,
    mapping: Annotated[Path | None, typer.Option(metavar="FILE.toml", help="Which column of a CSV means what.")] = None,
    authority: Annotated[str | None, typer.Option(metavar="NAME", help="Who answers for the list.")] = None,
    jurisdiction: Annotated[str | None, typer.Option(metavar="CODE", help="Its country or region (ISO 3166).")] = None,
    scheme: Annotated[str | None, typer.Option(metavar="NAME", help="The scale of its categories.")] = None,
    version: Annotated[
        str | None, typer.Option("--version", metavar="TEXT", help="Which version of the scale.")
    ] = None,
    received_from: Annotated[str | None, typer.Option(metavar="NAME", help="Who handed it over.")] = None,
    terms: Annotated[str | None, typer.Option(metavar="TEXT", help="On what terms it may be used.")] = None,
    expires: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The last day it may be used.")
    ] = None,
    key: Key = None,
) -> None:
    """Add a list to a set as one more generation.

    The same file from the same source again adds nothing. Rows that cannot be read go to the generation's
    rejected.jsonl with line and reason.
    """
    from nigehban.cli.known.importing import run
    from nigehban.known import Stated

    day = expires.date() if expires else None
    stated = Stated(source, authority, jurisdiction, scheme, version, received_from, terms, day)
    run(file, folder, file_format, stated, algorithm=algorithm, mapping=mapping, key=key)


@known.command()
def retract(
    folder: SetArgument,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The source's number, as info shows it.", min=1)],
    key: Key = None,
) -> None:
    """Take back a delivery as a whole, in one more generation.

    Its entries stay and count as withdrawn. The same file can be imported again.
    """
    from nigehban.cli.known.retracting import run

    run(folder, number, key)


@known.command()
def info(folder: SetArgument, json: Json = False) -> None:
    """Show what a set holds, from whom, and until when it may be used."""
    from nigehban.cli.known.info import run

    run(folder, as_json=json)


@known.command()
def match(
    folder: Set,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.parquet", help="Where the answer goes.")],
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files and folders to be hashed.")
    ] = None,
    hashes: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="Hashes: the columns query, algorithm, hash.")
    ] = None,
    radius: Annotated[int, typer.Option(help="Bits up to which PDQ hashes match; 0: equal ones.", min=0)] = 31,
    include_withdrawn: Annotated[
        bool, typer.Option("--include-withdrawn", help="Show also entries that were taken back.")
    ] = False,
    threads: Annotated[int, typer.Option(help="Threads that search; 0 means one a core.", min=0)] = 0,
    workers: Annotated[int, typer.Option(help="Processes that hash files; 0 means one a core.", min=0)] = 0,
    most: Annotated[int, typer.Option(help="Rows that the answer has at most; what is cut is listed.", min=1)] = (
        100_000_000
    ),
    frames: Annotated[
        FrameChoice, typer.Option(help="Frames of videos that are matched; keyframes are a fast first pass.")
    ] = FrameChoice.EVERY_SECOND,
    scaled: Annotated[
        bool,
        typer.Option(
            "--scaled", help="Pictures by a fast first pass; those near a known one are hashed again in full."
        ),
    ] = False,
) -> None:
    """Find files or hashes in a set, equal and near.

    One row of the answer is one entry of one source. It names the generation that was asked.
    """
    from nigehban.cli.known.matching import run

    run(
        folder,
        paths or [],
        hashes,
        out,
        radius=radius,
        include_withdrawn=include_withdrawn,
        threads=threads,
        workers=workers,
        frames=frames,
        most=most,
        scaled=scaled,
    )


@known.command()
def export(
    folder: SetArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The document to write.")],
    file_format: Annotated[ExportFormat, typer.Option("--format", help="How it is written.")] = ExportFormat.VICS,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Only the entries of this list.")] = None,
) -> None:
    """Write the entries that stand to a document for other tools."""
    from nigehban.cli.known.exporting import run

    run(folder, out, file_format, source)


@known.command()
def verify(
    folder: SetArgument,
    signer: Annotated[
        str | None, typer.Option(metavar="HEX", help="The public key that must have signed the set.")
    ] = None,
) -> None:
    """Check every byte of a set, its signatures and its keys.

    Names each file that is not as it was published.
    """
    from nigehban.cli.known.verifying import run

    run(folder, signer)
