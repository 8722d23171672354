"""Finds the reader of a document by its content and runs it.

Readers are tried in the order of ``READERS``, strictest recognition first; each is imported only when its turn comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from nigehban.formats.errors import Damaged, NotAReferral, TooLarge
from nigehban.formats.reader import MAX_DOCUMENT_BYTES, Reader
from nigehban.records import Document

if TYPE_CHECKING:
    from types import ModuleType

TABLES = "tabular"
READERS = ("police_json", "platform_xml", TABLES)
"""Modules of this package that define ``READER``. JSON and XML show in their first character; tables do not."""


def read_document(data: bytes, *, name: str = "", mapping: Path | None = None) -> Document:
    """What one document states, whatever its format.

    ``name`` is used in messages only. ``mapping`` is a mapping file for tables whose columns no built-in mapping
    knows; what is no table is read as ever. Raises ``Refused`` with a reason for a clerk; the digest is of ``data`` as
    given.
    """
    _check_size(data, name)
    digest = sha256(data).hexdigest()
    if mapping is not None and not _is_structured(data):
        referrals, warnings = _module(TABLES).read_with_mapping(data, digest, mapping)
        return Document(digest, TABLES, referrals, warnings)
    reader = _reader_of(data, name)
    referrals, warnings = reader.read(data, digest)
    return Document(digest, reader.name, referrals, warnings)


def readers() -> Iterator[Reader]:
    """All readers, in the order in which they are tried."""
    for module in READERS:
        reader: Reader = _module(module).READER
        yield reader


def _is_structured(data: bytes) -> bool:
    """Whether a reader of something other than tables takes it: a mapping is no concern of theirs."""
    return any(reader.recognises(data) for reader in readers() if reader.name != TABLES)


def _reader_of(data: bytes, name: str) -> Reader:
    for reader in readers():
        if reader.recognises(data):
            return reader
    raise NotAReferral(
        f"{_called(name)} is in no format that is known here (police JSON, platform XML, CSV or XLSX table). "
        "If it is a table, give a mapping file with it; otherwise ask the sender what it is."
    )


def _check_size(data: bytes, name: str) -> None:
    if not data.strip():
        raise Damaged(f"{_called(name)} is empty. Ask the sender for it again.")
    if len(data) > MAX_DOCUMENT_BYTES:
        raise TooLarge(
            f"{_called(name)} has {len(data):,} bytes; a single document may have {MAX_DOCUMENT_BYTES:,}. "
            "Ask the sender to split it."
        )


def _called(name: str) -> str:
    return f"The document “{name}”" if name else "The document"


def _module(name: str) -> ModuleType:
    return import_module(f"nigehban.formats.{name}")
