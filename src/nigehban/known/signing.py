"""Ed25519 signatures (RFC 8032) over the manifests of a set.

A private key is a PEM file (PKCS #8) that only its owner can read. Public keys and signatures are written as lower-case
hexadecimal, 64 and 128 digits.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from nigehban.known.errors import BadKeyError

_KEY_DIGITS = 64
_SIGNATURE_DIGITS = 128


class SigningKey:
    """A private key that signs manifests; ``public`` is its public half in hexadecimal."""

    def __init__(self, key: Any) -> None:  # noqa: ANN401 - the library that makes keys has no types
        self._key = key
        self.public: str = key.public_key().export_key(format="raw").hex()

    def sign(self, message: bytes) -> str:
        """The signature in hexadecimal."""
        from Crypto.Signature import eddsa  # noqa: PLC0415 - whoever only matches needs no cryptography

        return str(eddsa.new(self._key, "rfc8032").sign(message).hex())


def load_or_make_key(path: Path) -> SigningKey:
    """The key in the file; it is made, readable by its owner only, where there is none. Raises ``BadKeyError``."""
    if not path.exists():
        _make(path)
    return load_key(path)


def load_key(path: Path) -> SigningKey:
    """The key in the file. Raises ``BadKeyError`` naming the file."""
    from Crypto.PublicKey import ECC  # noqa: PLC0415

    try:
        key = ECC.import_key(path.read_text("ascii"))
    except (ValueError, OSError) as error:
        raise BadKeyError(f"{path} holds no private key that can be read: {error}. Name another with --key.") from error
    if key.curve != "Ed25519" or not key.has_private():
        raise BadKeyError(f"{path} holds no private Ed25519 key. Name another with --key, or a new file to make one.")
    return SigningKey(key)


def is_signed(message: bytes, signature: str, public: str) -> bool:
    """Whether the signature is that of the message by the holder of the public key; False for what is no key."""
    from Crypto.Signature import eddsa  # noqa: PLC0415

    if not _is_hexadecimal(signature, _SIGNATURE_DIGITS):  # in capitals it would be another file with the same meaning
        return False
    try:
        key = eddsa.import_public_key(bytes.fromhex(public))
        eddsa.new(key, "rfc8032").verify(message, bytes.fromhex(signature))
    except ValueError:
        return False
    return True


def is_public_key(text: str) -> bool:
    """Whether the text has the form in which public keys are written."""
    return _is_hexadecimal(text, _KEY_DIGITS)


def _is_hexadecimal(text: str, digits: int) -> bool:
    return len(text) == digits and not set(text) - set("0123456789abcdef")


def _make(path: Path) -> None:
    """Write a new key. The first of several processes wins, and none ever reads half a key."""
    from Crypto.PublicKey import ECC  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # only its owner can read it
    aside = Path(name)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(ECC.generate(curve="ed25519").export_key(format="PEM") + "\n")
        file.flush()
        os.fsync(handle)
    with suppress(FileExistsError):
        path.hardlink_to(aside)
    aside.unlink()
