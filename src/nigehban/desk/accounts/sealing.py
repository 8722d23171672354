"""Secrets of second factors lie in the database sealed under the installation's key, not in the clear.

Who reads a copy of the database makes no codes with it; who loses ``secret.key`` sets the second factors up anew.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from Crypto.Cipher import ChaCha20_Poly1305
from django.conf import settings

_NONCE, _TAG = 12, 16


def seal(text: str) -> str:
    """The text in sealed form, in ASCII; twice the same text looks different."""
    cipher = ChaCha20_Poly1305.new(key=_key())
    sealed, tag = cipher.encrypt_and_digest(text.encode())
    return urlsafe_b64encode(cipher.nonce + tag + sealed).decode()


def unseal(sealed: str) -> str:
    """The text. Raises ``ValueError`` when it was sealed under another key, or changed."""
    data = urlsafe_b64decode(sealed.encode())
    cipher = ChaCha20_Poly1305.new(key=_key(), nonce=data[:_NONCE])
    return cipher.decrypt_and_verify(data[_NONCE + _TAG :], data[_NONCE : _NONCE + _TAG]).decode()


def _key() -> bytes:
    return sha256(f"second factors\n{settings.SECRET_KEY}".encode()).digest()
