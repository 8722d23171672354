"""The reading unit: some sources in, the tables of ``runs.tables`` out.

Whatever a document does to its reader, the unit goes on: the document is quarantined with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from nigehban import __version__, formats, jurisdiction, priority
from nigehban.formats.sources import Source
from nigehban.jurisdiction import Pack
from nigehban.records import Role
from nigehban.runs.columns import Columns
from nigehban.runs.units import Unit, name_of

UNIT_SOURCES = 2_000
UNIT_BYTES = 64 * 1024 * 1024
_ROLES = {role: position for position, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """What one reading unit takes: its sources, the pack that routes, and the mapping for tables if one is named.

    ``vault`` is the folder of the vault that seals each document before it is read; ``None`` seals nothing.
    """

    sources: tuple[Source, ...]
    pack: str
    mapping: Path | None = None
    vault: Path | None = None


def plan(sources: list[Source], pack: str, mapping: Path | None = None, vault: Path | None = None) -> list[Unit]:
    """Cut the sources into units of at most ``UNIT_SOURCES`` documents or ``UNIT_BYTES`` bytes, in their order."""
    return [
        Unit(_name(part, pack, mapping, vault), ReadingTask(tuple(part), pack, mapping, vault))
        for part in _parts(sources)
    ]


def _parts(sources: list[Source]) -> Iterator[list[Source]]:
    part: list[Source] = []
    weight = 0
    for source in sources:
        if part and (len(part) >= UNIT_SOURCES or weight + source.size > UNIT_BYTES):
            yield part
            part, weight = [], 0
        part.append(source)
        weight += source.size
    if part:
        yield part


def _name(sources: list[Source], pack: str, mapping: Path | None, vault: Path | None) -> str:
    """By path, size and time of change: to name a unit by content would be to read it."""
    changed = {source.file: source.file.stat().st_mtime_ns for source in sources}
    parts = [__version__, priority.ruleset_digest(), pack, mapping.read_text() if mapping else "", str(vault or "")]
    parts.extend(f"{source.path}\0{source.size}\0{changed[source.file]}" for source in sources)
    return name_of(parts)


def read_unit(payload: object, folder: Path) -> None:
    """Read every source of the task and write the unit's tables into ``folder``."""
    assert isinstance(payload, ReadingTask)
    columns = Columns()
    reading = _Reading(columns, jurisdiction.load_pack(payload.pack), payload.mapping)
    for source in payload.sources:
        reading.take(source)
    columns.write(folder)


@dataclass(slots=True)
class _Reading:
    """The state of one unit: where rows go and what routes them."""

    columns: Columns
    pack: Pack
    mapping: Path | None

    def take(self, source: Source) -> None:
        """Read one source into rows, or into quarantine."""
        try:
            data = source.read()
        except formats.Refused as refusal:
            self.columns.add("quarantine", (source.path, None, str(refusal)))
            return
        digest = sha256(data).hexdigest()
        try:
            if formats.is_attachment(data):
                self._attach(source, data, digest)
                return
            document = formats.read_document(data, name=source.path, mapping=self.mapping)
            self._store(source, document, len(data))
        except formats.Refused as refusal:
            self.columns.add("quarantine", (source.path, digest, str(refusal)))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not cost the others
            reason = f"The reader failed on this document ({type(error).__name__}: {error}); please report it."
            self.columns.add("quarantine", (source.path, digest, reason))
