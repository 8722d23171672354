"""PDQ of a picture, equal to ``pdqhash`` in every bit and in quality, and the eight hashes of its turns.

The fast way (``sampling``) is more exact than the reference, whose running sums collect rounding errors. The two agree
unless a wave stands so near the median, or a step of brightness so near a whole hundredth, that those errors decide.
That is seen, and then the picture is shrunk again with the reference's own roundings (``replica``).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from nigehban.media.pdq.arrays import F32, U8, Picture
from nigehban.media.pdq.replica import shrink_as_pdqhash
from nigehban.media.pdq.sampling import shrink, shrink_means
from nigehban.media.pdq.turns import SIGNS, turned
from nigehban.media.pdq.waves import gap_of, hash_of, quality_of, waves_of
from nigehban.media.turn import Turn

HASH_BYTES: Final = 32
LEAST_SIDE: Final = 5
"""Of a smaller picture the reference says a hash of zeros and quality 0."""

_WAVE_DOUBT: Final = 0.03
"""The most that a wave of the reference was seen to be wrong by is 0.023: ramps of 12 megapixels; photographs 0.001."""
_STEP_DOUBT: Final = 0.005
"""The same for a step of brightness, in hundredths of the full range: 0.0026."""


class Pdq(NamedTuple):
    """A hash and how far it can be relied on: 0 to 100, below 50 it is not to be matched."""

    hash: bytes
    quality: int

    @property
    def hex(self) -> str:
        """64 lower-case digits, as lists have it."""
        return self.hash.hex()


class Turned(NamedTuple):
    """(8, 32) uint8: the hashes of the eight turns in the order of ``Turn``, and the quality of all."""

    hashes: U8
    quality: int

    @property
    def pdq(self) -> Pdq:
        """The hash of the picture as it lies."""
        return Pdq(self.hashes[Turn.ORIGINAL].tobytes(), self.quality)

    @property
    def hexes(self) -> tuple[str, ...]:
        """All eight as lists have them."""
        return tuple(one.tobytes().hex() for one in self.hashes)


def pdq(picture: Picture) -> Pdq:
    """The hash of a picture at full resolution. Raises ``ValueError`` for another shape or dtype."""
    picture = _checked(picture)
    if _is_too_small(picture):
        return Pdq(bytes(HASH_BYTES), 0)
    small, waves = _certain(picture, SIGNS[:1])
    return Pdq(hash_of(waves).tobytes(), quality_of(small, 0.0)[0])


def pdq_of_turns(picture: Picture) -> Turned:
    """The hashes of a picture turned and mirrored in all eight ways. Raises ``ValueError`` as ``pdq`` does."""
    picture = _checked(picture)
    return _plain() if _is_too_small(picture) else _all_turns(*_certain(picture, SIGNS))


def rough_pdq(picture: Picture) -> Turned:
    """The hashes by the fast way alone: for what differs from the reference anyway, as a scaled picture does."""
    picture = _checked(picture)
    return _plain() if _is_too_small(picture) else _all_turns(shrink(picture))


def rough_pdq_of_means(means: F32, height: int, width: int, block: int) -> Turned:
    """The same where the means of blocks of pixels are all that is known, (rows, columns) of contiguous float32."""
    return _all_turns(shrink_means(means, height, width, block))


def _all_turns(small: F32, waves: F32 | None = None) -> Turned:
    waves = waves_of(small) if waves is None else waves
    return Turned(np.stack([hash_of(turned(waves, turn)) for turn in Turn]), quality_of(small, 0.0)[0])


def _plain() -> Turned:
    return Turned(np.zeros((len(Turn), HASH_BYTES), np.uint8), 0)


def _certain(picture: Picture, signs: tuple[F32, ...]) -> tuple[F32, F32]:
    """The 64 x 64 values and their waves, whose signed forms give the same bits as the reference's."""
    small = shrink(picture)
    waves = waves_of(small)
    least, most = quality_of(small, _STEP_DOUBT)
    if least < most or any(gap_of(waves * one) < 2 * _WAVE_DOUBT for one in signs):
        small = shrink_as_pdqhash(picture)
        waves = waves_of(small)
    return small, waves


def _checked(picture: Picture) -> Picture:
    """The picture as the kernels are compiled for: rows one after another, and not read-only."""
    if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] not in {1, 3}:
        raise ValueError(f"A picture is (height, width, 1 or 3) of uint8, this is {picture.shape} of {picture.dtype}.")
    return np.require(picture, requirements=("C", "W"))


def _is_too_small(picture: Picture) -> bool:
    return bool(min(picture.shape[:2]) < LEAST_SIDE)
