"""``nigehban known info``: what a set holds, from whom, and until when it may be used."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nigehban.cli.known.failing import sentences
from nigehban.cli.text import cut

if TYPE_CHECKING:
    from nigehban.known import Generation, Source

_WIDEST = 28
_HEAD = ("NO", "SOURCE", "AUTHORITY", "COUNTRY", "SCHEME", "RECEIVED", "ENTRIES", "REJECTED", "EXPIRES")
_NUMBERS = {"NO", "ENTRIES", "REJECTED"}


def run(folder: Path, *, as_json: bool) -> None:
    """Print the current generation and its sources."""
    from nigehban.known import open_current

    with sentences():
        generation = open_current(folder)
        told = _told(generation, datetime.now(UTC).date())
    if as_json:
        import orjson

        sys.stdout.buffer.write(orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        return
    _print(folder, generation, told)


def _told(generation: Generation, day: date) -> dict[str, Any]:
    manifest = generation.manifest
    return {
        "generation": generation.number,
        "manifest": generation.digest,
        "created": manifest.created,
        "signer": manifest.public_key,
        "entries": manifest.entries,
        "withdrawn": manifest.withdrawn,
        "hashes": dict(manifest.hashes_by_algorithm),
        "sources": [{**asdict(source), "expired": source.is_expired(day)} for source in generation.sources],
    }


def _print(folder: Path, generation: Generation, told: dict[str, Any]) -> None:
    print(f"{folder}: generation {generation.number} of {told['created']}")
    print(f"  {told['entries']:,} entries, {told['withdrawn']:,} of them withdrawn")
    print(f"  {', '.join(f'{name} {count:,}' for name, count in told['hashes'].items()) or 'no hashes'}")
    print(f"  manifest {told['manifest']}\n  signer   {told['signer']}\n")
    rows = [_HEAD, *map(_row, generation.sources)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    for row in rows:
        cells = [
            cell.rjust(width) if name in _NUMBERS else cell.ljust(width)
            for name, cell, width in zip(_HEAD, row, widths, strict=True)
        ]
        print("  ".join(cells).rstrip())


def _row(source: Source) -> tuple[str, ...]:
    stated = source.stated
    scheme = " ".join(filter(None, (stated.scheme, stated.scheme_version)))
    expires = stated.expires.isoformat() if stated.expires else "-"
    state = " (expired)" if source.is_expired(datetime.now(UTC).date()) else ""
    retracted = " (retracted)" if source.retracted else ""
    return (
        str(source.id),
        cut(stated.name, _WIDEST),
        cut(stated.authority or "-", _WIDEST),
        cut(stated.jurisdiction or "-", _WIDEST),
        cut(scheme or "-", _WIDEST),
        source.received_at[:10],
        f"{source.entries:,}",
        f"{source.rejected:,}",
        f"{expires}{state}{retracted}",
    )
