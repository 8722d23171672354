"""Who gave the entries of a set: one source a list and delivery, in the order in which they came.

A source is never removed. One that the authority took back is marked ``retracted``; one whose terms have run out is
known by ``expires``. Both stay in every later generation, and so do their entries.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

import orjson

from nigehban.known.errors import DamagedError
from nigehban.known.jsonl import json_line


@dataclass(frozen=True, slots=True)
class Stated:
    """What whoever imports says about a delivery; ``None`` is *not stated*.

    ``name`` is the list's, ``scheme`` and ``scheme_version`` name the scale of its categories, ``jurisdiction`` is an
    ISO 3166 code, ``received_from`` a person or an office. ``expires`` is the last day on which it may be used.
    """

    name: str
    authority: str | None = None
    jurisdiction: str | None = None
    scheme: str | None = None
    scheme_version: str | None = None
    received_from: str | None = None
    terms: str | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The file that was received: its name, its bytes' SHA-256 and number, and how it was read."""

    name: str
    sha256: str
    bytes: int
    format: str


@dataclass(frozen=True, slots=True)
class Source:
    """A delivery in a set. Its entries are those numbered from ``first`` on, ``entries`` of them.

    ``withdrawals`` counts entries of other deliveries of the same list that this one took back; ``rejected`` the rows
    that could not be read. ``received_at`` and ``retracted`` are UTC times (ISO 8601).
    """

    id: int
    generation: int
    stated: Stated
    original: Original
    received_at: str
    first: int
    entries: int
    withdrawals: int
    rejected: int
    retracted: str | None = None

    def is_expired(self, day: date) -> bool:
        """Whether its terms have run out before the day."""
        return self.stated.expires is not None and self.stated.expires < day


def source_of(sources: Sequence[Source], entry: int) -> Source:
    """The source that gave an entry."""
    return sources[bisect_right(sources, entry, key=lambda source: source.first) - 1]


def delivered_before(sources: Iterable[Source], name: str, sha256: str) -> Source | None:
    """The delivery of the same file under the same name that still stands."""
    for source in sources:
        if source.stated.name == name and source.original.sha256 == sha256 and source.retracted is None:
            return source
    return None


def write_sources(path: Path, sources: Iterable[Source]) -> None:
    """One JSON line a source."""
    path.write_bytes(b"".join(json_line(asdict(source)) for source in sources))


def read_sources(path: Path) -> list[Source]:
    """The sources of a generation. Raises ``DamagedError`` naming the line."""
    try:
        return [_read(line, f"{path}, line {number}") for number, line in enumerate(path.read_bytes().splitlines(), 1)]
    except OSError as error:
        raise DamagedError(f"{path} cannot be read: {error.strerror}.") from error


def _read(line: bytes, place: str) -> Source:
    try:
        told = orjson.loads(line)
        expires = told["stated"].pop("expires")
        stated = Stated(**told.pop("stated"), expires=date.fromisoformat(expires) if expires else None)
        source = Source(stated=stated, original=Original(**told.pop("original")), **told)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedError(f"{place} is no source. Get the set anew.") from error
    if not all(isinstance(getattr(source, field.name), int) for field in fields(source) if field.type == "int"):
        raise DamagedError(f"{place} is no source. Get the set anew.")
    return source
