"""A source document from the vault, as lines. Every opening is logged: who, which document, which place."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore

import structlog

from nigehban.desk.accounts.models import Officer
from nigehban.desk.home import vault_folder
from nigehban.desk.referrals.models import SourceDocument
from nigehban.desk.referrals.selectors import document
from nigehban.desk.referrals.source.errors import (
    BusySourceError,
    DamagedSourceError,
    LockedSourceError,
    MissingSourceError,
    UnknownSourceError,
    UnreadableSourceError,
)
from nigehban.formats import Refused, read_document
from nigehban.formats.source_text import Line, source_lines
from nigehban.vault import DamagedError, NotSealedError, Vault, VaultError, open_vault

LARGE = 4 * 1024 * 1024
"""A document of so many bytes takes some hundred megabytes while it is laid out: one at a time in a process."""
_WAIT_SECONDS = 20.0
_one_large = BoundedSemaphore(1)
_log = structlog.get_logger("nigehban.desk.referrals")


@contextmanager
def opened(officer: Officer, sha256: str, pointer: str) -> Iterator[tuple[SourceDocument, Iterator[Line]]]:
    """The document and its lines, to be read inside the block. Raises a leaf of ``SourceError``."""
    found = document(sha256)
    if found is None:
        raise UnknownSourceError
    _log.info("source opened", officer=officer.pk, sha256=sha256, pointer=pointer)
    with _turn(found.size):
        try:
            yield found, _lines(_bytes(sha256), found)
        except Refused as error:
            raise UnreadableSourceError(str(error)) from error


@contextmanager
def _turn(size: int) -> Iterator[None]:
    if size < LARGE:
        yield
        return
    if not _one_large.acquire(timeout=_WAIT_SECONDS):
        raise BusySourceError
    try:
        yield
    finally:
        _one_large.release()


def _bytes(sha256: str) -> bytes:
    try:
        return _vault(vault_folder()).open(sha256)
    except NotSealedError as error:
        raise MissingSourceError from error
    except DamagedError as error:
        _log.error("source damaged", sha256=sha256)
        raise DamagedSourceError from error
    except VaultError as error:
        _log.error("vault not at hand", sha256=sha256, error=type(error).__name__)
        raise LockedSourceError from error


@lru_cache(maxsize=1)
def _vault(folder: Path) -> Vault:
    return open_vault(folder)


def _lines(data: bytes, found: SourceDocument) -> Iterator[Line]:
    """The lines; a table that was read by a mapping of the unit's own is laid out by the same."""
    if found.format != "tabular" or found.load.mapping is None:
        return source_lines(data, found.format)
    return _lines_by(found.load.mapping, data)


def _lines_by(mapping: str, data: bytes) -> Iterator[Line]:
    with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as file:
        file.write(mapping)
        file.flush()
        referrals = read_document(data, mapping=Path(file.name)).referrals
    for referral in referrals:
        for fact in referral.facts:
            yield Line(0, f"{fact.name}: {fact.value}", fact.pointer)
