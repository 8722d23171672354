"""Opening a list of known files by the name of its format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nigehban.formats import Refused
from nigehban.formats.known_sets import csv_list, icse, list_mapping, ncmec, nsrl, plain, vics
from nigehban.records.known import KnownList


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read: its format, and what a table or a plain list needs beside it."""

    format: str
    algorithm: str | None = None
    mapping: Path | None = None


def open_list(file: Path, reading: Reading) -> KnownList:
    """The list as its reader gives it. Raises ``formats.Refused``, ``ValueError`` for a format that nobody reads.

    A wrong mapping file is refused with the place in it.
    """
    match reading.format:
        case "vics":
            return vics.read(file)
        case "icse":
            return icse.read(file)
        case "ncmec":
            return ncmec.read(file)
        case "nsrl":
            return nsrl.read(file)
        case "csv":
            return csv_list.read(file, _mapping(reading.mapping))
        case "list":
            return plain.read(file, reading.algorithm)
        case _:
            raise ValueError(f"no reader for {reading.format!r}")


def _mapping(path: Path | None) -> list_mapping.ListMapping | None:
    try:
        return list_mapping.load(path) if path else None
    except list_mapping.ListMappingError as error:
        raise Refused(str(error)) from error
