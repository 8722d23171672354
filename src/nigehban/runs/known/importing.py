"""Importing a list of known files into a set: the format's reader on one side, a new generation on the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from nigehban.formats import Refused
from nigehban.known import Added, Original, SigningKey, Stated, add, record_of
from nigehban.runs.known.lists import Reading, open_list


class ChangedError(Refused):
    """The file was changed while it was read: its digest would not name what was imported."""


def import_list(
    root: Path,
    file: Path,
    reading: Reading,
    stated: Stated,
    *,
    key: SigningKey,
    now: datetime,
    advance: Callable[[int], None] = lambda _: None,
) -> Added:
    """Add the file to the set as one generation; nothing when it came before under the same name.

    ``advance`` is told how many entries were read. Raises ``known.KnownError``, ``formats.Refused`` (``ChangedError``
    among them), ``OSError``; nothing is published then.
    """
    record = record_of(file)

    def unchanged() -> None:
        if record_of(file) != record:
            raise ChangedError(f"{file} was changed while it was read. Import it again when nobody writes to it.")

    original = Original(_name(file), record.sha256, record.bytes, reading.format)
    listed = open_list(file, reading)
    return add(root, listed, stated, original, key=key, now=now, advance=advance, unchanged=unchanged)


def _name(file: Path) -> str:
    """The file's name, with bytes that are no text escaped."""
    return file.name.encode("utf-8", "backslashreplace").decode()
