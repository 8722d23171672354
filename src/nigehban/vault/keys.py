"""The vault's keys: age X25519 pairs (https://age-encryption.org/v1), in the file forms that the ``age`` tool reads.

A *recipient* is the public half and seals; an *identity* is the private half and opens. They stand in two files,
so that the machine that takes referrals in need not hold the key that reads them. A second recipient whose
identity lies in a safe keeps the vault readable when the first is lost.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import pyrage
from pyrage.x25519 import Identity, Recipient

from nigehban.vault.errors import BadKeyError, DamagedError, NoIdentityError, VaultExistsError, WrongKeyError
from nigehban.vault.objects import Out
from nigehban.vault.streams import Drain, Feed


@dataclass(frozen=True, slots=True)
class Keys:
    """The recipients to seal for, and the identities to open with (none: seal only)."""

    recipients: tuple[Recipient, ...]
    identities: tuple[Identity, ...] = ()

    def seal(self, data: bytes) -> bytes:
        """``data`` encrypted so that any of the recipients can open it."""
        sealed: bytes = pyrage.encrypt(data, list(self.recipients))
        return sealed

    def seal_chunks(self, chunks: Iterable[bytes], out: Out) -> None:
        """The same for what does not fit into memory, written to ``out``. Raises what ``chunks`` and ``out`` raise."""
        feed, drain = Feed(chunks), Drain(out)
        try:
            pyrage.encrypt_io(feed, drain, list(self.recipients))
        finally:
            feed.check()
            drain.check()

    def open(self, sealed: bytes) -> bytes:
        """What was sealed. Raises ``NoIdentityError``, ``WrongKeyError`` or ``DamagedError``."""
        with self._faults_named():
            data: bytes = pyrage.decrypt(sealed, list(self.identities))
        return data

    def open_chunks(self, sealed: Iterable[bytes], out: Out) -> None:
        """The same for what does not fit into memory, written to ``out``.

        Raises what ``sealed`` and ``out`` raise too; what ``out`` was given by then is not to be used.
        """
        feed, drain = Feed(sealed), Drain(out)
        try:
            with self._faults_named():
                pyrage.decrypt_io(feed, drain, list(self.identities))
        finally:
            feed.check()
            drain.check()

    @contextmanager
    def _faults_named(self) -> Iterator[None]:
        if not self.identities:
            raise NoIdentityError(
                "The vault's private key is not at hand, so nothing in it can be opened. Name its file."
            )
        try:
            yield
        except (pyrage.DecryptError, OSError) as error:  # pyrage's stream says of damage that it could not be read
            if "No matching keys" in str(error):
                raise WrongKeyError("This object was sealed for another key than the one given.") from error
            raise DamagedError(f"This object is not what was sealed ({error}).") from error


def generate_identity(path: Path) -> Recipient:
    """Write a new private key to ``path``, readable by its owner only, and return its public half.

    Raises ``VaultExistsError`` when the file exists: a key is never overwritten.
    """
    identity = Identity.generate()
    recipient = identity.to_public()
    text = (
        "# Opens the vault. Keep a copy in a safe: without it nothing sealed can ever be read.\n"
        f"# public key: {recipient}\n{identity}\n"
    )
    write_private(path, text)
    return recipient


def write_private(path: Path, text: str) -> None:
    """Write a new file of mode 0600, whole or not at all, on disk when this returns. Raises ``VaultExistsError``."""
    with NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.", encoding="ascii") as aside:
        aside.write(text)
        aside.flush()
        os.fsync(aside.fileno())
        try:
            path.hardlink_to(aside.name)
        except FileExistsError as error:
            raise VaultExistsError(f"{path} exists already and was left as it is.") from error
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_identities(path: Path) -> tuple[Identity, ...]:
    """The private keys of an identity file. Raises ``NoIdentityError`` or ``BadKeyError``."""
    try:
        lines = _key_lines(path)
    except OSError as error:
        raise NoIdentityError(f"The vault's private key could not be read from {path} ({error.strerror}).") from error
    try:
        return tuple(Identity.from_str(line) for line in lines)
    except pyrage.IdentityError as error:
        raise BadKeyError(f"{path} holds a line that is no age private key (AGE-SECRET-KEY-1...).") from error


def read_recipients(path: Path) -> tuple[Recipient, ...]:
    """The public keys of a recipients file, at least one. Raises ``BadKeyError``, or ``OSError`` when unreadable."""
    try:
        recipients = tuple(Recipient.from_str(line) for line in _key_lines(path))
    except pyrage.RecipientError as error:
        raise BadKeyError(f"{path} holds a line that is no age public key (age1...).") from error
    if not recipients:
        raise BadKeyError(f"{path} names no public key to seal for.")
    return recipients


def recipients_text(recipients: Sequence[Recipient]) -> str:
    """The text of a recipients file."""
    return "# Who can open this vault: one age public key a line.\n" + "".join(f"{one}\n" for one in recipients)


def _key_lines(path: Path) -> list[str]:
    lines = (line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
