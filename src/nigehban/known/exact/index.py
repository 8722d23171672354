"""Keys of one width in a file that is mapped into memory, and the look-ups in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, Self

import numpy as np

from nigehban.known.arrays import I64, U8
from nigehban.known.errors import KeyFileError
from nigehban.known.postings import DEFAULT_BLOCK, Postings
from nigehban.known.sections import create, open_sections

KIND: Final = b"NIGKEYS1"
MOST_WIDTH: Final = 4096


class Found(NamedTuple):
    """Two columns of one length, sorted by query, then row.

    ``query``: number of the query; ``row``: number of the key as it was given to ``write_keys``.
    """

    query: I64
    row: I64


def write_keys(keys: U8, path: Path) -> None:
    """Write these keys, (rows, width) of uint8 in any order, to a new file.

    Equal keys are stored once, with all their rows. The file depends on the keys and their order only. Raises
    ``FileExistsError`` when the file is there, ``ValueError`` for another shape or dtype, ``OSError`` for a full disk.
    """
    if keys.dtype != np.uint8 or keys.ndim != 2 or not 1 <= keys.shape[1] <= MOST_WIDTH:
        raise ValueError(f"keys must be (n, 1 to {MOST_WIDTH}) of uint8, not {keys.shape} of {keys.dtype}")
    postings = Postings.of(keys)
    with create(path, KIND, postings.specification()) as writer:
        postings.write(writer)


class KeyIndex:
    """Keys that can be looked up. Safe to share among threads; the file must not change while it is open."""

    def __init__(self, postings: Postings) -> None:
        """Use ``KeyIndex.open``."""
        self._postings = postings

    @classmethod
    def open(cls, path: Path, width: int | None = None) -> Self:
        """Map keys into memory. ``KeyFileError`` names the file and says what is wrong, another ``width`` included."""
        postings = Postings.of_file(open_sections(path, KIND), path)
        if width not in (None, postings.keys.shape[1]):
            raise KeyFileError(f"{path}: its keys have {postings.keys.shape[1]} bytes, not {width}")
        return cls(postings)

    def __len__(self) -> int:
        """Rows, equal keys counted as often as they were given."""
        return len(self._postings.rows)

    @property
    def distinct(self) -> int:
        """Keys, equal ones counted once."""
        return len(self._postings.keys)

    @property
    def width(self) -> int:
        """Bytes a key."""
        return int(self._postings.keys.shape[1])

    def find(self, queries: U8) -> Found:
        """Every row whose key is one of the queries, (queries, width) of uint8.

        All rows are held in memory at once: where many queries may be one common key, take ``blocks``. Raises
        ``ValueError`` for another shape or dtype, ``KeyFileError`` when a damaged file is come upon.
        """
        parts = list(self.blocks(queries))
        empty = np.zeros(0, np.int64)
        return (
            Found(*(np.concatenate([empty, *column]) for column in zip(*parts, strict=True)))
            if parts
            else Found(empty, empty)
        )

    def blocks(self, queries: U8, *, most: int = DEFAULT_BLOCK) -> Iterator[Found]:
        """What ``find`` finds, in the same order, as blocks of at most ``most`` rows."""
        if queries.dtype != np.uint8 or queries.ndim != 2 or queries.shape[1] != self.width:
            raise ValueError(f"queries must be (n, {self.width}) of uint8, not {queries.shape} of {queries.dtype}")
        void = f"V{self.width}"
        keys, wanted = (np.ascontiguousarray(each).view(void)[:, 0] for each in (self._postings.keys, queries))
        place = np.minimum(np.searchsorted(keys, wanted), max(0, self.distinct - 1))
        query = np.flatnonzero(keys[place] == wanted) if len(keys) else np.zeros(0, np.int64)
        for number, row in self._postings.blocks(place[query], most):
            yield Found(query[number], row)
