"""The manifest of a generation: what belongs to it, and who says so.

It is written in one way only (keys sorted, two spaces, a final newline): a file that is not exactly what its content
would be written as was changed. The signature covers everything else in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final

import orjson

from nigehban.known.errors import DamagedError
from nigehban.known.folder import is_inside
from nigehban.known.signing import SigningKey, is_public_key, is_signed

FORMAT: Final = "nigehban known set 1"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was published: SHA-256 in lower-case hexadecimal, and its size."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """Entries that came together, or keys of several such: numbered from ``first`` on.

    ``keys`` counts the different hashes by algorithm.
    """

    folder: str
    first: int
    entries: int
    keys: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Parent:
    """The generation before: its number and the SHA-256 of its manifest."""

    generation: int
    manifest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``files`` by path relative to the set, those of earlier generations that this one needs among them.

    ``created`` is UTC (ISO 8601); ``entries`` counts those of all segments, ``withdrawn`` those of them taken back.
    ``merged`` are keys that cover several segments each and are looked up instead of theirs: not written when there
    are none.
    """

    generation: int
    parent: Parent | None
    created: str
    entries: int
    withdrawn: int
    entries_by_source: Mapping[str, int]
    hashes_by_algorithm: Mapping[str, int]
    segments: tuple[SegmentRecord, ...]
    files: Mapping[str, FileRecord]
    public_key: str
    merged: tuple[SegmentRecord, ...] = ()

    def signed(self, key: SigningKey) -> bytes:
        """The manifest's file."""
        return _encode({**_told(self), "signature": key.sign(_encode(_told(self)))})


def read_manifest(path: Path, data: bytes | None = None) -> Manifest:
    """The manifest in a file (or in ``data`` read from it). Raises ``DamagedError`` unless its signature holds."""
    try:
        data = path.read_bytes() if data is None else data
    except OSError as error:
        raise DamagedError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        told = orjson.loads(data)
        canonical = _encode(told) == data
        signature = told.pop("signature")
        manifest = _read(told)
        message = _encode(_told(manifest))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedError(f"{path} is no manifest of a known set. Get the set anew.") from error
    if not canonical or message != _encode(told) or not is_signed(message, signature, manifest.public_key):
        raise DamagedError(f"{path} was changed: its signature does not hold. Get the set anew.")
    return manifest


def digest_of(data: bytes) -> str:
    """The digest by which manifests are named."""
    return sha256(data).hexdigest()


def record_of(path: Path) -> FileRecord:
    """A file as it is now."""
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
        return FileRecord(file.tell(), digest)


def utc_text(moment: datetime) -> str:
    """A moment as manifests and sources state it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _told(manifest: Manifest) -> dict[str, Any]:
    told = {"format": FORMAT, **asdict(manifest)}
    if not manifest.merged:
        del told["merged"]
    return told


def _read(told: dict[str, Any]) -> Manifest:
    """Raises ``ValueError``, ``TypeError`` or ``KeyError`` for anything that is no manifest."""
    told = dict(told)
    if told.pop("format") != FORMAT:
        raise ValueError
    parent = told.pop("parent")
    segments = tuple(SegmentRecord(**segment) for segment in told.pop("segments"))
    merged = tuple(SegmentRecord(**segment) for segment in told.pop("merged", ()))
    files = {path: FileRecord(**file) for path, file in told.pop("files").items()}
    manifest = Manifest(
        **told, parent=Parent(**parent) if parent else None, segments=segments, merged=merged, files=files
    )
    numbers = [manifest.generation, manifest.entries, manifest.withdrawn]
    numbers += [number for one in (*segments, *merged) for number in (one.first, one.entries, *one.keys.values())]
    numbers += [file.bytes for file in files.values()]
    if not all(type(number) is int and 0 <= number < 1 << 53 for number in numbers):
        raise ValueError
    named = [f"{segment.folder}/{name}" for segment in (*segments, *merged) for name in ("entries", *segment.keys)]
    if not all(map(is_inside, (*files, *named))) or not is_public_key(manifest.public_key):
        raise ValueError
    return manifest


def _encode(told: dict[str, Any]) -> bytes:
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
