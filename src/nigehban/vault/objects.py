"""Where sealed objects are kept: the seam between the vault and a disk or a bucket.

An object is written once under its key and never changed. ``publish`` is the only way in; it is all or
nothing for each object, and durable for all of them when it returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol


class ObjectStore(Protocol):
    """A place for immutable objects. Keys are lower-case hex SHA-256 digests of what the objects hold unsealed."""

    def publish(self, objects: Iterable[tuple[str, bytes]]) -> None:
        """Keep these objects; when it returns they outlast a power cut. Raises ``StoreError``.

        When it does not return, each object is there whole or not at all. A key that is there already stays
        readable throughout and ends with one whole object, whoever else writes it at the same time.
        """
        ...

    def read(self, key: str) -> bytes:
        """The object's bytes. Raises ``NotSealedError`` or ``StoreError``."""
        ...

    def has(self, key: str) -> bool:
        """Whether there is an object under this key."""
        ...

    def digests(self) -> Iterator[str]:
        """Every key, in ascending order."""
        ...
