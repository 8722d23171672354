"""What being on a list says of a file: abusive material, harmless, or only that a list has it.

The category stays the source's own; crosswalks say what it means, and what they do not know stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nigehban.formats.known_sets.crosswalks import Meaning, Standing, meaning
from nigehban.runs.arrays import stated

U64 = NDArray[np.uint64]
Flags = NDArray[np.bool_]
_SPELLED = ("scheme", "category", "scheme_version")


@lru_cache(maxsize=4096)
def meaning_of(scheme: str | None, category: str | None, version: str | None) -> Meaning | None:
    """What a source's code means; a scheme may end in a regional profile (``VICS US``)."""
    if scheme is None:
        return None
    family, _, profile = scheme.rpartition(" ")
    known = meaning(scheme, category or "", version)
    return known or (meaning(family, category or "", version, profile) if family else None)


@dataclass(frozen=True)
class Judged:
    """What the sets say of each hash that any of them has: one row a ``key``, ascending.

    ``lists`` counts the lists that have it. Entries of lists whose terms ran out say nothing.
    """

    key: U64
    material: Flags
    harmless: Flags
    distributed: Flags
    child_identified: Flags
    child_unidentified: Flags
    lists: NDArray[np.int32]

    @classmethod
    def of(cls, found: pa.Table) -> Self:
        """From what was found (``lookup.FOUND``)."""
        usable = found.filter(pc.invert(found.column("expired")))
        key = usable.column("key").to_numpy()
        keys, place = np.unique(key, return_inverse=True)

        def any_of(rows: Flags) -> Flags:
            return np.bincount(place[rows], minlength=len(keys)) > 0

        standing = _standings(usable)
        return cls(
            keys,
            material=any_of(standing == Standing.MATERIAL),
            # A near copy of a harmless picture may be anything.
            harmless=any_of((standing == Standing.HARMLESS) & (usable.column("distance").to_numpy() == 0)),
            distributed=any_of(stated(usable, "distributed") == 1),
            child_identified=any_of(stated(usable, "victim_identified") == 1),
            child_unidentified=any_of(stated(usable, "victim_identified") == 0),
            lists=_lists(usable, place, len(keys)),
        )

    def __len__(self) -> int:
        return len(self.key)


def _standings(found: pa.Table) -> NDArray[np.str_]:
    """The standing of each row, empty where it is open."""
    spelled = found.select(_SPELLED).to_pylist()
    meanings = (meaning_of(*(row[name] for name in _SPELLED)) for row in spelled)
    return np.array([known.standing or "" if known else "" for known in meanings], np.str_)


def _lists(found: pa.Table, place: NDArray[np.intp], keys: int) -> NDArray[np.int32]:
    """How many lists (of any set, by name) have each key."""
    names = found.column("source").combine_chunks().dictionary_encode()
    numbers = names.indices.to_numpy().astype(np.int64)
    pairs = np.unique(place.astype(np.int64) * (len(names.dictionary) + 1) + numbers)
    return np.bincount(pairs // (len(names.dictionary) + 1), minlength=keys).astype(np.int32)
