"""Where the content of attachments is read from: the files that were given, or the vault that sealed them."""

from __future__ import annotations

from collections.abc import Iterable

from nigehban.formats import Damaged
from nigehban.formats.sources import MAX_ATTACHMENT_BYTES, Source
from nigehban.media import Digesting, Digests, digest_chunks
from nigehban.vault import Vault


class GivenFiles:
    """The files of a run, by the path that people are shown."""

    def __init__(self, found: Iterable[object]) -> None:
        self._sources = {one.path: one for one in found if isinstance(one, Source)}

    def read(self, path: str, sha256: str) -> bytes:
        """All of a file. Raises ``Refused``."""
        del sha256
        return b"".join(self._source(path).chunks(MAX_ATTACHMENT_BYTES))

    def digest(self, path: str, sha256: str) -> Digests:
        """A file's digests. Raises ``Refused``."""
        del sha256
        return digest_chunks(self._source(path).chunks(MAX_ATTACHMENT_BYTES))

    def _source(self, path: str) -> Source:
        try:
            return self._sources[path]
        except KeyError:
            raise Damaged(f"“{path}” is not there any more.") from None


class SealedFiles:
    """What a vault holds, by its digest."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def read(self, path: str, sha256: str) -> bytes:
        """All of an object. Raises ``VaultError``."""
        del path
        return self._vault.open(sha256)

    def digest(self, path: str, sha256: str) -> Digests:
        """An object's digests. Raises ``VaultError``."""
        del path
        digesting = Digesting()
        self._vault.open_into(sha256, digesting)
        return digesting.digests()
