"""Where sealed objects are kept: the seam between the vault and a disk or a bucket.

An object is written once under its key and never changed. A batch is the only way in; it is all or nothing for each
object, and durable for all of them when it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol


class Out(Protocol):
    """Where bytes are written, in order."""

    def write(self, data: bytes, /) -> object:
        """Write all of ``data``."""
        ...


class Batch(Protocol):
    """Objects on their way in."""

    def put(self, write: Callable[[Out], str]) -> None:
        """Keep what ``write`` writes, under the key that it returns. Raises ``StoreError``, or what ``write`` raises.

        An object that raises is left out; the batch can go on. One whose key is there already is left out too.
        """
        ...

    def has(self, key: str) -> bool:
        """Whether there is an object under this key, in the batch or kept before."""
        ...


class ObjectStore(Protocol):
    """A place for immutable objects. Keys are lower-case hex SHA-256 digests of what the objects hold unsealed."""

    def batch(self) -> AbstractContextManager[Batch]:
        """A block that puts objects in; when it has ended they outlast a power cut. Raises ``StoreError``.

        When it ends by an error, each object is there whole or not at all. A key that is there already stays
        readable throughout and ends with one whole object, whoever else writes it at the same time.
        """
        ...

    def chunks(self, key: str) -> Iterator[bytes]:
        """The object's bytes, in pieces. Raises ``NotSealedError`` or ``StoreError``."""
        ...

    def has(self, key: str) -> bool:
        """Whether there is an object under this key."""
        ...

    def digests(self) -> Iterator[str]:
        """Every key, in ascending order."""
        ...
