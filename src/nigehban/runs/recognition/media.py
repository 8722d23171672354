"""Hashing what lies beside documents: digests of everything, PDQ of pictures, each content once.

It is work in units, so that it resumes; what was hashed for an earlier run is not hashed again. Pictures are decoded by
processes of ``nigehban.media`` that may die of them; those are given the bytes, so nothing is unpacked to disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple, Protocol

import pyarrow as pa
from pyarrow import ipc

from nigehban.formats import Refused
from nigehban.media import Digests, HashContents, Wants, content_hashing
from nigehban.runs.columns import Row, rows_to_table
from nigehban.runs.corpus import mapped
from nigehban.runs.editions import edition_of
from nigehban.runs.steps import Steps
from nigehban.runs.units import Unit, name_of, run_units
from nigehban.vault import VaultError

MEDIA: Final = pa.schema(
    [
        ("sha256", pa.string()),
        ("path", pa.string()),
        ("md5", pa.string()),
        ("sha1", pa.string()),
        ("pdq", pa.string()),
        ("pdq_quality", pa.int16()),
        ("turns", pa.list_(pa.string())),
        ("error", pa.string()),
    ]
)
"""One row a content. ``path`` is one of its places, ``turns`` are the PDQ hashes of the picture in all eight turns.
``error`` says what could not be found out of it, and why."""
_READ_WHOLE: Final = 64 * 1024 * 1024
"""What is larger is no picture that anybody sends; it is digested as it streams by."""
_UNIT_BYTES: Final = 512 * 1024 * 1024
_UNIT_FILES: Final = 2_000


class Originals(Protocol):
    """Where the content of attachments is found. Both raise ``Refused`` or ``VaultError``."""

    def read(self, path: str, sha256: str) -> bytes:
        """All of it."""

    def digest(self, path: str, sha256: str) -> Digests:
        """Its digests, however large it is."""


class Attachment(NamedTuple):
    """A content, and one of the places where it lay."""

    sha256: str
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class MediaTask:
    """The attachments of one unit, each content once."""

    attachments: tuple[Attachment, ...]
    originals: Originals
    hash_contents: HashContents


def hash_media(tables: Iterable[pa.Table], originals: Originals, root: Path, steps: Steps) -> pa.Table:
    """What is found out of attachments (``tables.ATTACHMENTS``, a table a reading unit), as ``MEDIA``.

    Units are kept under ``root``.
    """
    portions = [portion for table in tables for portion in _portions(table)]
    if not portions:
        return MEDIA.empty_table()
    with steps("Hashing files that lie beside") as step, content_hashing(Wants(turns=True)) as hash_contents:
        step.total(sum(map(len, portions)))
        units = [_unit(portion, originals, hash_contents) for portion in portions]
        parts = []
        for unit, folder in run_units(units, _hash_unit, root, workers=1):  # which has processes of its own
            parts.append(mapped(folder, "media"))
            step.advance(len(unit.payload.attachments))
    return pa.concat_tables(parts)


def _portions(attachments: pa.Table) -> Iterator[list[Attachment]]:
    part: list[Attachment] = []
    weight = 0
    for one in _distinct(attachments):
        if part and (len(part) >= _UNIT_FILES or weight + one.size > _UNIT_BYTES):
            yield part
            part, weight = [], 0
        part.append(one)
        weight += one.size
    if part:
        yield part


def _distinct(attachments: pa.Table) -> list[Attachment]:
    rows = zip(*(attachments.column(name).to_pylist() for name in Attachment._fields), strict=True)
    return list({row[0]: Attachment(*row) for row in rows}.values())


def _unit(part: Sequence[Attachment], originals: Originals, hash_contents: HashContents) -> Unit[MediaTask]:
    name = name_of(["media", edition_of("media", "runs/recognition"), *(one.sha256 for one in part)])
    return Unit(name, MediaTask(tuple(part), originals, hash_contents))


def _hash_unit(task: MediaTask, folder: Path) -> None:
    rows = [*_pictures(task), *_others(task)]
    with ipc.new_file(folder / "media.arrow", MEDIA) as sink:
        sink.write_table(rows_to_table(rows, MEDIA))


def _pictures(task: MediaTask) -> Iterator[Row]:
    """The rows of all that may be a picture."""
    small = {one.sha256: one for one in task.attachments if one.size <= _READ_WHOLE}
    unread: list[Row] = []

    def contents() -> Iterator[tuple[str, bytes]]:
        for one in small.values():
            try:
                yield one.sha256, task.originals.read(one.path, one.sha256)
            except _UNREADABLE as error:
                unread.append(_without_hashes(one, str(error)))

    for hashed in task.hash_contents(contents()):
        one = small[hashed.path]
        if hashed.sha256 == one.sha256:
            pdq = hashed.pdq, hashed.pdq_quality, list(hashed.turns) or None
            yield *one[:2], hashed.md5, hashed.sha1, *pdq, hashed.error
        else:
            yield _without_hashes(one, _CHANGED if hashed.sha256 else hashed.error)
    yield from unread


def _others(task: MediaTask) -> Iterator[Row]:
    """The rows of what is too large for a picture."""
    for one in task.attachments:
        if one.size > _READ_WHOLE:
            try:
                digests = task.originals.digest(one.path, one.sha256)
            except _UNREADABLE as error:
                yield _without_hashes(one, str(error))
            else:
                changed = digests.sha256 != one.sha256
                yield (
                    _without_hashes(one, _CHANGED) if changed else (*one[:2], digests.md5, digests.sha1, *[None] * 4)
                )


def _without_hashes(one: Attachment, error: str | None) -> Row:
    return *one[:2], *[None] * 5, error


_CHANGED: Final = "It was changed after it was taken in."
_UNREADABLE: Final = (Refused, VaultError)
