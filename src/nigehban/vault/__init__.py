"""Sealed objects, found by the SHA-256 of what they hold: source documents now, captures and evidence later.

vault = create_vault(folder)            # once
digest = vault.seal(data)
assert vault.open(digest) == data
"""

from nigehban.vault.errors import (
    BadKeyError,
    DamagedError,
    NoIdentityError,
    NotSealedError,
    NoVaultError,
    StoreError,
    VaultError,
    VaultExistsError,
    WrongKeyError,
)
from nigehban.vault.keys import Keys
from nigehban.vault.local import LocalStore
from nigehban.vault.objects import Batch, ObjectStore
from nigehban.vault.vault import Damage, Sealing, Vault, create_vault, ensure_vault, open_vault

__all__ = [
    "BadKeyError",
    "Batch",
    "Damage",
    "DamagedError",
    "Keys",
    "LocalStore",
    "NoIdentityError",
    "NoVaultError",
    "NotSealedError",
    "ObjectStore",
    "Sealing",
    "StoreError",
    "Vault",
    "VaultError",
    "VaultExistsError",
    "WrongKeyError",
    "create_vault",
    "ensure_vault",
    "open_vault",
]
