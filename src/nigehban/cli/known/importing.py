"""``nigehban known import``: a list of known files becomes one more generation of a set."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nigehban.cli.errors import FailedError, UsageError
from nigehban.cli.known.failing import sentences
from nigehban.cli.known.keys import own_key
from nigehban.cli.progress import step
from nigehban.cli.text import cut, printable

if TYPE_CHECKING:
    from nigehban.cli.known.app import Algorithm, Format
    from nigehban.known import Added, Stated


def run(
    file: Path,
    folder: Path,
    file_format: Format,
    stated: Stated,
    *,
    algorithm: Algorithm | None,
    mapping: Path | None,
    key: Path | None,
) -> None:
    """Import the list and say what became of it."""
    _check(file, file_format, stated, algorithm, mapping)

    from nigehban.formats import Refused
    from nigehban.known import load_or_make_key
    from nigehban.runs.known.importing import import_list
    from nigehban.runs.known.lists import Reading

    reading = Reading(str(file_format), str(algorithm) if algorithm else None, mapping)
    try:
        with sentences(), step(f"Importing {printable(file.name)}") as shown:
            signing = load_or_make_key(key or own_key())
            added = import_list(
                folder, file, reading, stated, key=signing, now=datetime.now(UTC), advance=shown.advance
            )
    except Refused as refused:
        raise FailedError(f"{file}: {printable(str(refused))}") from refused
    _print(added, folder)


def _check(file: Path, file_format: Format, stated: Stated, algorithm: Algorithm | None, mapping: Path | None) -> None:
    if not file.is_file():
        raise UsageError(f"{file} is no file. Give the list as it was received.")
    if not stated.name.strip():
        raise UsageError("The source has no name. Give one with --source.")
    if algorithm is not None and file_format != "list":
        raise UsageError("--algorithm is for --format list only: every other format says itself what it holds.")
    if mapping is not None and file_format != "csv":
        raise UsageError("--mapping is for --format csv only.")
    for text in (stated.name, stated.authority, stated.jurisdiction, stated.scheme, stated.received_from, stated.terms):
        if text and not text.isprintable():
            raise UsageError(f"{printable(text)!r} holds signs that cannot be shown. Write it anew.")


def _print(added: Added, folder: Path) -> None:
    source, manifest = added.source, added.generation.manifest
    if added.repeats:
        print(
            f"This file came from {printable(source.stated.name)} before: it is generation {source.generation}. "
            "Nothing was added."
        )
        return
    print(
        f"{source.entries:,} entries from {printable(source.stated.name)} are generation {manifest.generation} of "
        f"{folder}, which now holds {manifest.entries:,} entries, {manifest.withdrawn:,} of them withdrawn."
    )
    for warning in added.warnings:
        print(f"Warning: {cut(warning)}")
    if source.rejected:
        print(f"{source.rejected:,} rows or values were not taken; which, and why: {added.rejected}")
        for line in added.first_rejected:
            print(f"  line {line.line:,}: {cut(line.reason)}")
