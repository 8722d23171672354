"""``nigehban known retract``: a delivery is taken back as a whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from nigehban.cli.known.failing import sentences
from nigehban.cli.known.keys import own_key
from nigehban.cli.text import printable


def run(folder: Path, number: int, key: Path | None) -> None:
    """Publish the retraction and say what it reaches."""
    from nigehban.known import load_or_make_key, open_current, retract

    with sentences():
        open_current(folder)
        generation = retract(folder, number, key=load_or_make_key(key or own_key()), now=datetime.now(UTC))
    source = generation.sources[number - 1]
    print(
        f"Source {number}, {printable(source.stated.name)}, is retracted: from generation {generation.number} on its "
        f"{source.entries:,} entries count as withdrawn."
    )
