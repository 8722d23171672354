"""What a unit takes goes into the vault as it came, before anything else is done with it, also what is refused.

A document or an attachment is sealed under its own digest. A refused thing is sealed as the file on disk that it is or
came in, byte for byte: a trap in a ZIP is kept with its ZIP, is never unpacked, and costs no more than the ZIP's size.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from nigehban.formats import Damaged, Refused
from nigehban.formats import sources as intake
from nigehban.formats.sources import Digests, Quarantined, Source
from nigehban.vault import Sealing

MAX_SEALED_BYTES: Final = intake.MAX_ATTACHMENT_BYTES
"""Larger files are not sealed, and their reason says so."""


def seal_content(sealing: Sealing, source: Source, content: bytes | Digests) -> None:
    """Seal what was loaded; of an attachment there are digests only, and it is read again piece by piece.

    Raises ``Refused`` when it cannot be read again as it was, ``VaultError``.
    """
    if not isinstance(content, Digests):
        sealing.seal(content)
    elif not sealing.has(content.sha256) and sealing.seal_chunks(source.chunks(MAX_SEALED_BYTES)) != content.sha256:
        raise Damaged(f"“{source.path}” was changed while it was read. Load it again.")


def seal_refused(sealing: Sealing, thing: Quarantined) -> Quarantined:
    """Seal a refused thing; its reason tells of what is sealed under another digest than its own, or not sealed.

    Raises ``VaultError``.
    """
    if thing.sha256 == intake.NO_BYTES:
        sealing.seal(b"")
    if thing.file is None:
        return thing
    try:
        digest = _seal_file(sealing, thing.file)
    except Refused as refusal:
        return thing if str(refusal) in thing.reason else _adding(thing, f"It is not sealed in the vault: {refusal}")
    if digest == thing.sha256:
        return thing
    return _adding(thing, f"The file that it came in is sealed in the vault: SHA-256 {digest}.")


def _seal_file(sealing: Sealing, file: Path) -> str:
    digest = intake.file_digest(file)
    return digest if sealing.has(digest) else sealing.seal_chunks(intake.file_chunks(file, MAX_SEALED_BYTES))


def _adding(thing: Quarantined, sentence: str) -> Quarantined:
    return replace(thing, reason=f"{thing.reason} {sentence}")
