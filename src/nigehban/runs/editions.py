"""Which code and which data made a unit: what was read by an older reader is read again, not taken for fresh."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import nigehban

_ROOMS: Final = ("formats", "identifiers", "jurisdiction", "priority", "records", "runs")
"""What decides the rows of a reading unit."""


@lru_cache(maxsize=1)
def code_edition() -> str:
    """The digest of the code and the rules by which documents are read."""
    return edition_of(*_ROOMS)


def edition_of(*rooms: str) -> str:
    """The digest of the version and of these rooms of the package."""
    package = Path(nigehban.__file__).parent
    editions = [folder_edition(package / room) for room in rooms]
    return sha256("".join([nigehban.__version__, *editions]).encode()).hexdigest()


@lru_cache(maxsize=16)
def folder_edition(folder: Path) -> str:
    """The digest of the names and contents of all files below a folder but compiled code."""
    hashed = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        hashed.update(f"{path.relative_to(folder)}\0{_digest(path)}\0".encode())
    return hashed.hexdigest()


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
