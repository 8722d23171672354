"""What can go wrong with the vault.

VaultError
├── VaultExistsError   a vault is already there
├── NoVaultError       the folder is no vault
├── NoIdentityError    the private key is not at hand
├── BadKeyError        a key file holds no key
├── NotSealedError     no such object
├── WrongKeyError      sealed for another key
├── DamagedError       the object is not what was sealed
└── StoreError         the disk refused
"""

from __future__ import annotations


class VaultError(Exception):
    """Anything that keeps the vault from giving or taking an object."""


class VaultExistsError(VaultError):
    """A vault, or a key file of that name, is already there; nothing was overwritten."""


class NoVaultError(VaultError):
    """The folder holds no vault."""


class NoIdentityError(VaultError):
    """The private key that opens the vault is not at hand; sealing is possible without it, opening is not."""


class BadKeyError(VaultError):
    """A key file holds something that is no age X25519 key."""


class NotSealedError(VaultError):
    """The vault holds no object of this digest."""


class WrongKeyError(VaultError):
    """The object was sealed for keys that are not at hand."""


class DamagedError(VaultError):
    """The stored object is not what was sealed: it was changed, cut short or swapped."""


class StoreError(VaultError):
    """The place where objects are kept could not be read or written."""
