"""The commands ``nigehban media ...`` and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nigehban.cli.media.choices import FrameChoice

media = typer.Typer(help="Digests and perceptual hashes of files.", no_args_is_help=True)


@media.callback()
def root() -> None:
    """Digests and perceptual hashes of files."""


@media.command("hash")
def hash_(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders; links are not followed.")],
    json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each file.")] = False,
    frames: Annotated[
        FrameChoice, typer.Option(help="Frames of videos: every-second as vPDQ has it, keyframes as a fast first pass.")
    ] = FrameChoice.NONE,
    scaled: Annotated[
        bool, typer.Option("--scaled", help="JPEG at a part of its size: faster, and some bits may differ.")
    ] = False,
    blake3: Annotated[bool, typer.Option("--blake3", help="BLAKE3 beside MD5, SHA-1 and SHA-256.")] = False,
    workers: Annotated[int, typer.Option(help="Processes that read; 0 means one a core.", min=0)] = 0,
) -> None:
    """Hash files: MD5, SHA-1, SHA-256, and PDQ of pictures.

    What a file is, its content says. Of animated pictures the first frame counts. Pictures are decoded in processes
    with limits: one that is damaged, or made to harm, costs itself. What is wrong with a file is said in its line.
    """
    from nigehban.cli.media.hashing import run
    from nigehban.media import Frames, Wants

    run(paths, as_json=json, wants=Wants(blake3, scaled, Frames(frames.value)), workers=workers)
