"""Benign pictures by number, made of whole numbers only: the same bytes on every machine and with every NumPy.

``RandomState`` is frozen by NumPy's policy (NEP 19), unlike newer generators.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
_SIZES = ((480, 640), (333, 500), (512, 512), (64, 64), (128, 257), (5, 5), (5, 90), (129, 64), (600, 211), (97, 131))
_LARGE = (1080, 1620)


def picture(number: int) -> Picture:
    """(height, width, 3) uint8; ten kinds in turn, of many sizes."""
    random = RandomState(number)
    height, width = _SIZES[number // len(_KINDS) % len(_SIZES)]
    if number // len(_KINDS) >= len(_SIZES):
        height, width = random.randint(5, 400), random.randint(5, 400)
    if number in {0, 100}:
        height, width = _LARGE
    made = _KINDS[number % len(_KINDS)](random, height, width)
    return np.clip(made, 0, 255).astype(np.uint8)


def clouds(random: RandomState, height: int, width: int) -> NDArray[np.int64]:
    """Soft shapes of all scales, as a photograph has them."""
    total = np.full((height, width, 3), 128 * 64, np.int64)
    for octave in range(1, 8):
        cells = 2**octave
        grid = random.randint(-128, 128, (cells + 1, cells + 1, 3))
        total += _stretched(grid, height, width) * 96 // octave
    return total // 64


def _stretched(grid: NDArray[np.int64], height: int, width: int) -> NDArray[np.int64]:
    cells = len(grid) - 1
    down, across = np.arange(height) * cells * 256 // height, np.arange(width) * cells * 256 // width
    rows = _between(grid, down)
    return _between(rows.swapaxes(0, 1), across).swapaxes(0, 1)


def _between(grid: NDArray[np.int64], place: NDArray[np.int64]) -> NDArray[np.int64]:
    whole, part = place // 256, (place % 256)[:, None, None]
    return (grid[whole] * (256 - part) + grid[whole + 1] * part) // 256


def _grain(random: RandomState, height: int, width: int) -> NDArray[np.int64]:
    return clouds(random, height, width) + random.randint(-12, 13, (height, width, 3))


def _gray(random: RandomState, height: int, width: int) -> NDArray[np.int64]:
    return clouds(random, height, width)[:, :, :1].repeat(3, 2)


def _dark(random: RandomState, height: int, width: int) -> NDArray[np.int64]:
    return clouds(random, height, width) // random.randint(3, 17)


def _dust(random: RandomState, height: int, width: int) -> NDArray[np.int64]:
    return random.randint(0, 256, (height, width, 3))


def _plain(random: RandomState, height: int, width: int) -> NDArray[np.int64]:
    return np.broadcast_to(random.randint(0, 256, 3), (height, width, 3))


def _ramp(random: RandomState, height: int, width: int) -> NDArray[np.int64]:
    down, across = random.randint(1, 9, 3), random.randint(1, 9, 3)
    return (np.arange(height)[:, None, None] * down + np.arange(width)[None, :, None] * across) % 256


def _stripes(random: RandomState, height: int, width: int) -> NDArray[np.int64]:
    step = random.randint(2, 40)
    return np.broadcast_to((np.arange(width) // step % 2 * 255)[None, :, None], (height, width, 3))


def _lines_of_text(random: RandomState, height: int, width: int) -> NDArray[np.int64]:
    ink = (random.randint(0, 3, (height, width, 1)) == 0) & (np.arange(height) // 8 % 2 == 0)[:, None, None]
    return np.where(ink, 20, 245).repeat(3, 2)


def _collage(random: RandomState, height: int, width: int) -> NDArray[np.int64]:
    made = clouds(random, height, width)
    made[: height // 2, : width // 3] = random.randint(0, 256, 3)
    made[height // 3 :, width // 2 :] = made[height // 3 :, width // 2 :] * 2 // 3
    return made


_KINDS: tuple[Callable[[RandomState, int, int], NDArray[np.int64]], ...] = (
    clouds,
    _grain,
    _gray,
    _dark,
    _dust,
    _plain,
    _ramp,
    _stripes,
    _lines_of_text,
    _collage,
)
