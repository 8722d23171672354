"""Opening a list of known files by the name of its format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nigehban.formats.known_sets import vics
from nigehban.records.known import KnownList


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read: its format, and what a table or a plain list needs beside it."""

    format: str
    algorithm: str | None = None
    mapping: Path | None = None


def open_list(file: Path, reading: Reading) -> KnownList:
    """The list as its reader gives it. Raises ``formats.Refused``, ``ValueError`` for a format that nobody reads."""
    match reading.format:
        case "vics":
            return vics.read(file)
        case _:
            raise ValueError(f"no reader for {reading.format!r}")
