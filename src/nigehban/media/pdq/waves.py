"""From 64 x 64 values to a hash: 16 x 16 waves (DCT-II), each a bit: is it above the median? And the quality.

All roundings are those of ``pdqhash``: 32 bits, sums in the order of the reference.
Source: ThreatExchange, pdq/cpp/hashing/pdqhashing.cpp (dct64To16, pdqBuffer16x16ToBits, pdqImageDomainQualityMetric).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from nigehban.jit import njit
from nigehban.media.pdq.arrays import F32, F64, U8
from nigehban.media.pdq.box import SIDE

WAVES: Final = 16
MOST_QUALITY: Final = 100
_HALF: Final = WAVES * WAVES // 2
_STEPS_A_POINT: Final = 90
"""So many steps of brightness between neighbours are one point of quality."""


def _cosines() -> F32:
    """(16, 64): waves 1 to 16, the constant one left out."""
    wave, place = np.arange(WAVES)[:, None] + 1, np.arange(SIDE)[None, :]
    scale = np.float64(np.float32(np.sqrt(2 / SIDE)))
    cosines: F64 = scale * np.cos(np.pi / 2 / SIDE * wave * (2 * place + 1))
    return cosines.astype(np.float32)


_COSINES: Final = _cosines()


@njit
def waves_of(small: F32) -> F32:
    """(16, 16) float32 of the (64, 64) values: rows are waves down the picture."""
    down = np.empty((WAVES, SIDE), np.float32)
    for wave in range(WAVES):
        for column in range(SIDE):
            total = np.float32(0)
            for row in range(SIDE):
                total += _COSINES[wave, row] * small[row, column]
            down[wave, column] = total
    waves = np.empty((WAVES, WAVES), np.float32)
    for row in range(WAVES):
        for wave in range(WAVES):
            total = np.float32(0)
            for column in range(SIDE):
                total += down[row, column] * _COSINES[wave, column]
            waves[row, wave] = total
    return waves


def hash_of(waves: F32) -> U8:
    """The 256 bits as 32 bytes, in the order in which hex is written: the last wave is the first bit."""
    median = np.partition(waves.ravel(), _HALF - 1)[_HALF - 1]
    return np.packbits(waves.ravel()[::-1] > median)


def gap_of(waves: F32) -> float:
    """How far the least wave that is a 1 stands above the median: an error below half of it changes no bit."""
    ordered = np.partition(waves.ravel(), (_HALF - 1, _HALF))
    return float(ordered[_HALF] - ordered[_HALF - 1])


@njit
def quality_of(small: F32, doubt: float) -> tuple[int, int]:
    """The least and the most that the quality can be if each step between neighbours is wrong by up to ``doubt``.

    A step is a hundredth of the full range, its fraction cut off; 0 to 100. Equal for a ``doubt`` of 0.
    """
    least = most = 0
    for row in range(SIDE):
        for column in range(SIDE):
            here = small[row, column]
            if row + 1 < SIDE:
                step = _step(here, small[row + 1, column])
                least, most = least + int(max(step - doubt, 0.0)), most + int(step + doubt)
            if column + 1 < SIDE:
                step = _step(here, small[row, column + 1])
                least, most = least + int(max(step - doubt, 0.0)), most + int(step + doubt)
    return min(least // _STEPS_A_POINT, MOST_QUALITY), min(most // _STEPS_A_POINT, MOST_QUALITY)


@njit
def _step(one: np.float32, other: np.float32) -> float:
    return float(abs((one - other) * np.float32(100) / np.float32(255)))
