"""What a reader gave, gathered; and random hashes."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import NamedTuple

import pyarrow as pa

from nigehban.records.known import ENTRY_SCHEMA, KnownList, Rejected


class Gathered(NamedTuple):
    """The whole of a list that fits into memory."""

    known: KnownList
    entries: pa.Table
    rejected: list[Rejected]

    @property
    def rows(self) -> list[dict[str, object]]:
        """The entries as dictionaries."""
        return self.entries.to_pylist()


def gather(known: KnownList) -> Gathered:
    """Take all portions."""
    portions = list(known.portions)
    entries = pa.Table.from_batches([portion.entries for portion in portions], ENTRY_SCHEMA)
    return Gathered(known, entries, [one for portion in portions for one in portion.rejected])


def given_bytes(read: Callable[..., KnownList], data: bytes, **options: object) -> Gathered:
    """What a reader makes of a document."""
    return gather(read(io.BytesIO(data), **options))


def hash_of(kind: str, seed: int = 0) -> str:
    """A random hash, the same for the same seed, in small letters."""
    length = {"md5": 16, "sha1": 20, "sha256": 32, "pdq": 32, "photodna": 144}[kind]
    return random.Random(f"{kind} {seed}").randbytes(length).hex()
