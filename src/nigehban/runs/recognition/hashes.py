"""The distinct hashes of a corpus's files, stated by senders or made of what lay beside, ready to be looked up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nigehban.identifiers import KINDS, digest
from nigehban.known import LEAST_QUALITY, WIDTHS

U64 = NDArray[np.uint64]
Flags = NDArray[np.bool_]
_CODE: Final = KINDS["file_hash"].code


def key_of(text: str) -> int:
    """The key under which linking and recognition know a hash, written ``md5:0123…``."""
    return digest(_CODE, text)


class Asked(NamedTuple):
    """Hashes of one algorithm: their keys, their bytes (hashes, width), and which are good enough for near search."""

    algorithm: str
    key: U64
    data: NDArray[np.uint8]
    good: Flags


@dataclass(frozen=True)
class Hashes:
    """``key`` ascends without repeats; ``text`` is ``md5:0123…`` as ``identifiers.file_hash`` writes it.

    ``poor`` marks PDQ hashes whose picture says too little for near search; where nobody states a quality it is good.
    """

    key: U64
    text: pa.Array
    poor: Flags

    @classmethod
    def of(cls, key: U64, text: pa.Array, quality: NDArray[np.integer]) -> Self:
        """The distinct ones; ``quality`` -1 is not stated. Of one hash the best quality that anybody states counts."""
        keys, first, place = np.unique(key, return_index=True, return_inverse=True)
        best = np.full(len(keys), -1, np.int64)
        np.maximum.at(best, place, quality)
        return cls(keys, text.take(pa.array(first)), (best >= 0) & (best < LEAST_QUALITY))

    @classmethod
    def join(cls, parts: Sequence[Self]) -> Self:
        """All of them, each once."""
        key, place = np.unique(np.concatenate([part.key for part in parts]), return_index=True)
        text = pa.chunked_array([part.text for part in parts], pa.string()).combine_chunks().take(pa.array(place))
        poor = np.ones(len(key), bool)
        for part in parts:
            poor[np.searchsorted(key, part.key)] &= part.poor
        return cls(key, text, poor)

    def is_of(self, keys: U64, algorithms: Collection[str]) -> Flags:
        """Which of the keys, all of them among these, are hashes by one of the algorithms."""
        algorithm = pc.list_element(pc.split_pattern(self.text, ":", max_splits=1), 0)
        chosen = _flags(pc.is_in(algorithm, pa.array(sorted(algorithms), pa.string())))
        return chosen[np.searchsorted(self.key, keys)]

    def by_algorithm(self) -> Iterator[Asked]:
        """The hashes of each algorithm that sets know; what is no hash of its length is left out."""
        for algorithm, width in WIDTHS.items():
            chosen = _flags(pc.match_substring_regex(self.text, f"^{algorithm}:[0-9a-f]{{{2 * width}}}$"))
            if chosen.any():
                digits = pc.utf8_slice_codeunits(self.text.filter(pa.array(chosen)), len(algorithm) + 1)
                data = np.frombuffer(bytes.fromhex("".join(digits.to_pylist())), np.uint8).reshape(-1, width)
                yield Asked(algorithm, self.key[chosen], data, ~self.poor[chosen])


def _flags(values: pa.Array) -> Flags:
    flags: Flags = values.to_numpy(zero_copy_only=False)
    return flags
