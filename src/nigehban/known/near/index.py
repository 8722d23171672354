"""The near index of a set: a file that is mapped into memory, and the searches over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Self

import numpy as np

from nigehban.known.arrays import U8, U64
from nigehban.known.near.attempts import packed_matches
from nigehban.known.near.buckets import DISTANCE_SHIFT, QUERY_SHIFT
from nigehban.known.near.dealing import write_tables
from nigehban.known.near.matches import Matches
from nigehban.known.near.ring import DEFAULT_RADIUS, reach
from nigehban.known.near.tables import Tables, specification, tables_of
from nigehban.known.postings import DEFAULT_BLOCK, Postings
from nigehban.known.sections import create, open_sections

KIND: Final = b"NIGNEAR1"
HASH_BYTES: Final = 32


def write_near_index(hashes: U8, path: Path, *, threads: int = 1) -> None:
    """Write the index of these hashes, (rows, 32) of uint8 in any order, to a new file.

    Equal hashes are stored once, with all their rows. The file depends on the hashes and their order only. Raises
    ``FileExistsError`` when the file is there, ``ValueError`` for another shape or dtype, ``OSError`` for a full disk.
    """
    _check_hashes(hashes)
    postings = Postings.of(hashes)
    with create(path, KIND, {**postings.specification(), **specification(len(postings.keys))}) as writer:
        postings.write(writer)
        write_tables(postings.keys, writer, threads)


class NearIndex:
    """Hashes that can be searched. Safe to share among threads; the file must not change while it is open."""

    def __init__(
        self, path: Path, postings: Postings, tables: Tables, let_go: Callable[[], None] | None = None
    ) -> None:
        """Use ``NearIndex.open``."""
        self._path = path
        self._postings = postings
        self._tables = tables
        self._let_go = let_go

    @classmethod
    def open(cls, path: Path, *, sparing: bool = False) -> Self:
        """Map an index into memory. ``KeyFileError`` names the file and says what is wrong with it.

        ``sparing``: give memory back while a search goes on. Less than a tenth of the file is in memory at a time when
        up to ten thousand queries are asked; a search of few queries takes many times longer.
        """
        arrays = open_sections(path, KIND, sparing=sparing)
        postings = Postings.of_file(arrays, path, HASH_BYTES)
        tables = tables_of(postings.keys, arrays, path)
        return cls(path, postings, tables, arrays.let_go if sparing else None)

    def __len__(self) -> int:
        """Rows, equal hashes counted as often as they were given."""
        return len(self._postings.rows)

    def by_row(self) -> U8:
        """The hash of every row."""
        return self._postings.by_row()

    @property
    def distinct(self) -> int:
        """Hashes, equal ones counted once."""
        return len(self._postings.keys)

    def search(self, queries: U8, radius: int = DEFAULT_RADIUS, *, threads: int = 1) -> Matches:
        """Every row within ``radius`` bits of each query, (queries, 32) of uint8.

        All matches are held in memory at once: where many queries may hit many equal or similar hashes, take ``join``.
        Raises ``RadiusError`` beyond ``MOST_RADIUS``, ``ValueError`` for another shape or dtype, ``KeyFileError`` when
        a damaged file is come upon (not every damage is seen: a set's digests are what tells).
        """
        return Matches.together(*self.join(queries, radius, threads=threads))

    def join(
        self, queries: U8, radius: int = DEFAULT_RADIUS, *, threads: int = 1, most: int = DEFAULT_BLOCK
    ) -> Iterator[Matches]:
        """What ``search`` finds, in the same order, as blocks of at most ``most`` pairs.

        Memory is bounded by the blocks and the distinct hashes that match one query, however much matches in all.
        """
        _check_hashes(queries)
        reach(radius)
        words = np.ascontiguousarray(queries).view("<u8")
        found = packed_matches(self._path, self._tables, words, radius, threads, let_go=self._let_go)
        return self._blocks(found, most)

    def _blocks(self, found: Iterator[tuple[int, U64]], most: int) -> Iterator[Matches]:
        for first, packed in found:
            query = (packed >> np.uint64(QUERY_SHIFT)).astype(np.int64) + first
            distance = (packed >> np.uint64(DISTANCE_SHIFT)).astype(np.uint8) & np.uint8(63)
            keys = packed.astype(np.uint32).astype(np.int64)
            for place, row in self._postings.blocks(keys, most):
                if self._let_go is not None:
                    self._let_go()
                yield Matches(query[place], row, distance[place])


def _check_hashes(hashes: U8) -> None:
    if hashes.dtype != np.uint8 or hashes.ndim != 2 or hashes.shape[1] != HASH_BYTES:
        raise ValueError(f"hashes must be (n, {HASH_BYTES}) of uint8, not {hashes.shape} of {hashes.dtype}")
