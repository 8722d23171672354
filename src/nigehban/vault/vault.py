"""The vault: what was received, sealed, and found again by the SHA-256 of its bytes.

An object is never changed and never overwritten with anything else: its name is the digest of what it holds, and
``open`` gives nothing whose digest is not that name. The same bytes sealed twice are one object.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from nigehban.vault import keys as key_files
from nigehban.vault.errors import (
    DamagedError,
    NoIdentityError,
    NotSealedError,
    NoVaultError,
    VaultError,
    VaultExistsError,
)
from nigehban.vault.keys import Keys
from nigehban.vault.local import LocalStore
from nigehban.vault.objects import Batch, ObjectStore, Out
from nigehban.vault.streams import Digesting

RECIPIENTS = "recipients.txt"
IDENTITY = "identity.txt"


class Damage(NamedTuple):
    """An object that can not be given as it was sealed, and why, in words."""

    sha256: str
    reason: str


class Vault:
    """Seals and opens objects. ``store`` keeps the sealed bytes, ``keys`` say for whom and with what."""

    def __init__(self, store: ObjectStore, keys: Keys) -> None:
        self._store = store
        self._keys = keys

    def seal(self, data: bytes) -> str:
        """Keep ``data``; its SHA-256 as lower-case hex. It outlasts a power cut when this returns.

        For many objects use ``sealing``: each call here waits for the disk. Raises ``StoreError``.
        """
        with self.sealing() as sealing:
            return sealing.seal(data)

    def seal_many(self, many: Iterable[bytes]) -> list[str]:
        """Keep each of ``many``, taken one at a time; their digests in order. One wait for the disk serves all.

        When it does not return, each object is there whole or not at all, and to seal them again adds nothing.
        """
        with self.sealing() as sealing:
            return [sealing.seal(data) for data in many]

    @contextmanager
    def sealing(self) -> Iterator[Sealing]:
        """A block in which objects are sealed together: when it has ended without an error, all outlast a power cut.

        When it ends otherwise, each object is there whole or not at all. Raises ``StoreError``.
        """
        with self._store.batch() as batch:
            yield Sealing(batch, self._keys)

    def open(self, digest: str) -> bytes:
        """The bytes whose SHA-256 is ``digest``.

        Raises ``NotSealedError``, ``NoIdentityError``, ``WrongKeyError``, ``DamagedError`` or ``StoreError``.
        """
        data = self._keys.open(b"".join(self._store.chunks(_checked(digest))))
        _check_same(digest, sha256(data).hexdigest())
        return data

    def open_into(self, digest: str, out: Out | None) -> None:
        """The same for what does not fit into memory, written to ``out`` (``None``: only checked).

        When it raises, what ``out`` was given by then is not to be used.
        """
        passed = Digesting(out)
        self._keys.open_chunks(self._store.chunks(_checked(digest)), passed)
        _check_same(digest, passed.sha256)

    def has(self, digest: str) -> bool:
        """Whether an object of this digest is kept (not whether it is whole: see ``verify``)."""
        return self._store.has(_checked(digest))

    def verify(self, expected: Iterable[str] = ()) -> Iterator[Damage]:
        """Open every object; yield those that are damaged, then those of ``expected`` that are missing.

        Needs the private key: raises ``NoIdentityError`` without it.
        """
        if not self._keys.identities:
            raise NoIdentityError("To verify the vault is to open every object: name the file of the private key.")
        for digest in self._store.digests():
            try:
                self.open_into(digest, None)
            except VaultError as error:
                yield Damage(digest, str(error))
        for digest in expected:
            if not self.has(digest):
                yield Damage(digest, "The object is missing.")


class Sealing:
    """Seals objects in one batch. The same bytes twice add nothing."""

    def __init__(self, batch: Batch, keys: Keys) -> None:
        self._batch = batch
        self._keys = keys

    def seal(self, data: bytes) -> str:
        """Keep ``data``; its SHA-256 as lower-case hex. Raises ``StoreError``."""
        digest = sha256(data).hexdigest()

        def write(out: Out) -> str:
            out.write(self._keys.seal(data))
            return digest

        if not self._batch.has(digest):
            self._batch.put(write)
        return digest

    def seal_chunks(self, chunks: Iterable[bytes]) -> str:
        """The same for what does not fit into memory: one pass over ``chunks`` seals them and makes their digest.

        Raises what ``chunks`` raise: that object is left out, the others go on. ``has`` first, where the digest is
        known, saves the work for what is there already.
        """
        hashed = sha256()

        def write(out: Out) -> str:
            self._keys.seal_chunks(_noting(hashed.update, chunks), out)
            return hashed.hexdigest()

        self._batch.put(write)
        return hashed.hexdigest()

    def has(self, digest: str) -> bool:
        """Whether an object of this digest is kept, or sealed in this batch."""
        return self._batch.has(_checked(digest))


def create_vault(root: Path, identity: Path | None = None) -> Vault:
    """Make a vault in ``root`` with a new key pair, the private key in ``identity`` (default: inside ``root``).

    Raises ``VaultExistsError`` when ``root`` is a vault or the key file exists.
    """
    if (root / RECIPIENTS).exists():
        raise VaultExistsError(f"{root} is a vault already.")
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    where = identity or root / IDENTITY
    recipient = key_files.generate_identity(where)
    key_files.write_private(root / RECIPIENTS, key_files.recipients_text([recipient]))
    return open_vault(root, where)


def ensure_vault(root: Path) -> Vault:
    """The vault in ``root``, made when there is none; of several processes that come at once, one makes it.

    One whose making was cut off before anything could be sealed is made whole with the key that is there.
    """
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / RECIPIENTS).exists():
            _finish(root)
    finally:
        os.close(lock)
    return open_vault(root)


def _finish(root: Path) -> None:
    if not (root / IDENTITY).exists():
        create_vault(root)
        return
    recipients = [identity.to_public() for identity in key_files.read_identities(root / IDENTITY)]
    key_files.write_private(root / RECIPIENTS, key_files.recipients_text(recipients))


def open_vault(root: Path, identity: Path | None = None) -> Vault:
    """The vault in ``root``. Without ``identity`` the key inside ``root`` opens it, or it can only be sealed into.

    Raises ``NoVaultError``, ``NoIdentityError`` (``identity`` is named but can not be read) or ``BadKeyError``.
    """
    try:
        recipients = key_files.read_recipients(root / RECIPIENTS)
    except OSError as error:
        raise NoVaultError(f"{root} is no vault ({RECIPIENTS}: {error.strerror}). Make one first.") from error
    where = identity or root / IDENTITY
    known = identity is not None or where.exists()
    identities = key_files.read_identities(where) if known else ()
    store = LocalStore(root)
    store.sweep()
    return Vault(store, Keys(recipients, identities))


def _noting(note: Callable[[bytes], object], chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        note(chunk)
        yield chunk


def _check_same(digest: str, found: str) -> None:
    if found != digest:
        raise DamagedError(f"The vault's object {digest} holds other bytes than its name says.")


def _checked(digest: str) -> str:
    """A digest becomes part of a path: nothing but 64 lower-case hex digits may."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise NotSealedError(f"{digest[:80]!r} is no SHA-256: 64 lower-case hex digits are expected.")
    return digest
