"""The reading unit: some sources in, the tables of ``runs.tables`` out.

A source is sealed first (where there is a vault), then parsed. Whatever a document does to its reader, the unit goes
on: the document is quarantined with the reason.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from nigehban import formats, jurisdiction
from nigehban.formats import sources as intake
from nigehban.formats.platform.loose import number_the_report
from nigehban.formats.sources import Digests, Quarantined, Source
from nigehban.jurisdiction import Pack
from nigehban.media import Digesting
from nigehban.records import Document
from nigehban.runs import rows
from nigehban.runs.columns import Columns
from nigehban.runs.editions import code_edition, folder_edition
from nigehban.runs.sealing import seal_content, seal_refused
from nigehban.runs.units import Unit, name_of, trail
from nigehban.vault import Sealing, Vault, open_vault

UNIT_SOURCES = 2_000
UNIT_BYTES = 64 * 1024 * 1024
_WAITING = 200
"""So many XML documents of one folder wait at most; a report with its file details has some dozens."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How sources are read: the pack that routes, the mapping for tables if one is named, and the folder of the vault
    that seals each source before it is read (``None`` seals nothing). What is sealed can be read again: its facts are
    not kept beside it."""

    pack: str
    mapping: Path | None = None
    vault: Path | None = None


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """What one reading unit takes: sources, and things that were refused before a reader saw them."""

    found: tuple[Source | Quarantined, ...]
    settings: Settings


class Sealed(NamedTuple):
    """A document or an attachment in the vault, and where it lay when it came."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class RereadingTask:
    """Documents, and files that lay beside, to read again from the vault of ``settings``."""

    documents: tuple[Sealed, ...]
    settings: Settings


Thing = TypeVar("Thing", Source | Quarantined, Sealed)


def plan(found: Sequence[Source | Quarantined], settings: Settings) -> list[Unit[ReadingTask]]:
    """Cut what was found into units of at most ``UNIT_SOURCES`` things or ``UNIT_BYTES`` bytes, in their order.

    A unit is named by what goes into it: each source's path, size and time of change (to name it by content would be
    to read it), the code, the pack, the mapping.
    """
    how, changed = _edition(settings), _ChangeTimes()
    return [
        Unit(name_of([*how, *(_traits(one, changed) for one in part)]), ReadingTask(tuple(part), settings))
        for part in _parts(found)
    ]


def plan_again(sealed: Sequence[Sealed], settings: Settings) -> list[Unit[RereadingTask]]:
    """The same for documents that lie in the vault of ``settings``; their units are named by their digests."""
    how = _edition(settings)
    return [
        Unit(name_of([*how, *(one.sha256 for one in part)]), RereadingTask(tuple(part), settings))
        for part in _parts(sealed)
    ]


def _edition(settings: Settings) -> list[str]:
    mapping = settings.mapping.read_text("utf-8") if settings.mapping else ""
    pack = folder_edition(jurisdiction.load_pack(settings.pack).folder)
    return [code_edition(), pack, str(settings.vault or ""), mapping]


def _parts(things: Sequence[Thing]) -> Iterator[list[Thing]]:
    part: list[Thing] = []
    weight = 0
    for one in things:
        size = 0 if isinstance(one, Quarantined) else one.size
        if part and (len(part) >= UNIT_SOURCES or weight + size > UNIT_BYTES):
            yield part
            part, weight = [], 0
        part.append(one)
        weight += size
    if part:
        yield part


class _ChangeTimes(dict[Path, int]):
    """When files were last changed, in nanoseconds; 0 for one that is gone, which is quarantined when it is read."""

    def __missing__(self, file: Path) -> int:
        try:
            self[file] = file.stat().st_mtime_ns
        except OSError:
            self[file] = 0
        return self[file]


def _traits(one: Source | Quarantined, changed: _ChangeTimes) -> str:
    if isinstance(one, Quarantined):
        return f"{one.path}\0{one.sha256}\0{one.reason}\0{changed[one.file] if one.file else 0}"
    return f"{one.path}\0{one.size}\0{changed[one.file]}"


def read_unit(task: ReadingTask, folder: Path) -> None:
    """Read every source of the task and write the unit's tables into ``folder``."""
    with _without_cycle_search(), trail(folder) as at:
        columns = Columns()
        reading = _reading(columns, task.settings, at)
        vault = open_vault(task.settings.vault) if task.settings.vault else None
        for source, content in _contents(task.found, columns, vault):
            reading.take(source, content)
        reading.finish()
        columns.write(folder)


def without_source(task: ReadingTask, path: str) -> ReadingTask:
    """The task with the source at ``path`` in quarantine: its reader died of it twice."""
    refusal = formats.Refused(
        "The program that read it ended, twice (out of memory, or a fault in a library). The file was left as it is; "
        "please report it."
    )
    found = (
        intake.quarantine(one, refusal) if isinstance(one, Source) and one.path == path else one for one in task.found
    )
    return replace(task, found=tuple(found))


def reread_unit(task: RereadingTask, folder: Path) -> None:
    """Write the tables of sealed documents into ``folder`` as when they came. Raises ``VaultError``."""
    vault = open_vault(_vault_of(task.settings))
    with _without_cycle_search(), trail(folder) as at:
        columns = Columns()
        reading = _reading(columns, task.settings, at)
        for document in task.documents:
            source = Source(document.path, Path(document.path), None, document.size)
            reading.take(source, _unsealed(vault, document))
        reading.finish()
        columns.write(folder)


def _unsealed(vault: Vault, sealed: Sealed) -> bytes | Digests:
    """What was sealed; of what is too large for a document the digests."""
    if sealed.size <= formats.MAX_DOCUMENT_BYTES:
        return vault.open(sealed.sha256)
    digesting = Digesting()
    vault.open_into(sealed.sha256, digesting)
    digests = digesting.digests()
    return Digests(digests.sha256, digests.md5, digests.size)


def _vault_of(settings: Settings) -> Path:
    if settings.vault is None:
        raise ValueError("Only what was sealed can be read again: name the vault.")
    return settings.vault


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Millions of rows live until the unit ends and hold no cycles: looking for some costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _reading(columns: Columns, settings: Settings, at: Callable[[str], None]) -> _Reading:
    pack = jurisdiction.load_pack(settings.pack)
    return _Reading(columns, pack, settings.mapping, at, keeps_facts=settings.vault is None)


def _contents(
    found: Sequence[Source | Quarantined], columns: Columns, vault: Vault | None
) -> Iterator[tuple[Source, bytes | Digests]]:
    """What each source holds; what can not be read goes to quarantine. With a vault all of it is sealed first."""
    if vault is None:
        yield from _loaded(found, columns, None)
        return
    with vault.sealing() as sealing:
        contents = list(_loaded(found, columns, sealing))
    yield from contents


def _loaded(
    found: Sequence[Source | Quarantined], columns: Columns, sealing: Sealing | None
) -> Iterator[tuple[Source, bytes | Digests]]:
    for one in found:
        taken = one if isinstance(one, Quarantined) else _load(one, sealing)
        if isinstance(taken, Quarantined):
            columns.add("quarantine", one_row(seal_refused(sealing, taken) if sealing else taken))
        else:
            yield taken


def _load(source: Source, sealing: Sealing | None) -> tuple[Source, bytes | Digests] | Quarantined:
    try:
        content = intake.load(source)
        if sealing:
            seal_content(sealing, source, content)
    except formats.Refused as refusal:
        return intake.quarantine(source, refusal)
    return source, content


def one_row(thing: Quarantined) -> rows.Row:
    """The row of ``tables.QUARANTINE``."""
    return thing.path, thing.sha256, thing.reason


@dataclass(slots=True)
class _Parsed:
    """A document that a reader took, before its rows are made."""

    source: Source
    data_size: int
    document: Document


@dataclass(slots=True)
class _Reading:
    """One unit while it is read: where rows go, what routes, how tables are mapped, who hears which source is read.

    The documents of one folder wait for each other: a platform's report takes its number from the file details beside.
    """

    columns: Columns
    pack: Pack
    mapping: Path | None
    at: Callable[[str], None]
    keeps_facts: bool
    folder: str = ""
    waiting: list[_Parsed] = field(default_factory=list)

    def take(self, source: Source, content: bytes | Digests) -> None:
        """One source's content, into rows or among those that wait."""
        self.at(source.path)
        if isinstance(content, Digests):
            self._attach(source, content)
        elif formats.is_attachment(content):
            self._attach(source, intake.digests_of(content))
        else:
            self._read(source, content)

    def finish(self) -> None:
        """Make the rows of all that waits."""
        number_the_report(parsed.document for parsed in self.waiting)
        for parsed in self.waiting:
            self.at(parsed.source.path)
            self._make_rows(parsed)
        self.waiting.clear()

    def _attach(self, source: Source, digests: Digests) -> None:
        self.columns.add("attachments", (source.path, digests.sha256, digests.md5, digests.size))

    def _read(self, source: Source, data: bytes) -> None:
        folder = source.path.rpartition("/")[0]
        if folder != self.folder or len(self.waiting) >= _WAITING:
            self.finish()
            self.folder = folder
        with self._faults_to_quarantine(source, data):
            document = formats.read_document(data, name=source.path, mapping=self.mapping)
            parsed = _Parsed(source, len(data), document)
            if document.format == "platform_xml":
                self.waiting.append(parsed)
            else:
                self._make_rows(parsed)

    def _make_rows(self, parsed: _Parsed) -> None:
        document = parsed.document
        with self._faults_to_quarantine(parsed.source, document.sha256):
            made = [self._rows(document, ordinal) for ordinal in range(len(document.referrals))]
            self._keep(parsed, made)

    @contextmanager
    def _faults_to_quarantine(self, source: Source, content: bytes | str) -> Iterator[None]:
        """Whatever a document does to its reader, it is quarantined with the reason and the unit goes on.

        ``content`` is the document, or its digest.
        """
        try:
            yield
        except formats.Refused as refusal:
            reason = str(refusal)
        except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not cost the others
            reason = f"The reader failed on this document ({type(error).__name__}: {error}). Please report it."
        else:
            return
        digest = content if isinstance(content, str) else intake.digests_of(content).sha256
        self.columns.add("quarantine", (source.path, digest, reason))

    def _rows(self, document: Document, ordinal: int) -> rows.ReferralRows:
        referral = document.referrals[ordinal]
        route = jurisdiction.route(referral, self.pack)
        return rows.referral_rows(referral, document.sha256, ordinal, route)

    def _keep(self, parsed: _Parsed, made: Sequence[rows.ReferralRows]) -> None:
        """Rows go in only when the whole document gave them: it is stored, or quarantined, never both."""
        document = parsed.document
        head = (document.sha256, parsed.source.path, document.format, parsed.data_size, len(made), document.warnings)
        self.columns.add("documents", head)
        for referral, one in zip(document.referrals, made, strict=True):
            row = self.columns.count("referrals")
            self.columns.add("referrals", one.referral)
            for table, side in one.sides.items():
                self.columns.extend(table, ((row, *cells) for cells in side))
            if self.keeps_facts:
                self.columns.add_facts(referral.facts)
