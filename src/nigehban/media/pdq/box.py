"""The filter of PDQ along one side of a picture: a box over 1/128 of it, run twice, read at 64 centres.

Two runs of a box are one weighted sum for each centre, so that each pixel need be touched only once or twice.
Source: ThreatExchange, pdq/cpp/downscaling/downscaling.cpp (computeJaroszFilterWindowSize, box1DFloat, decimateFloat).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from nigehban.media.pdq.arrays import F32, I64

SIDE: Final = 64
"""A picture is shrunk to 64 x 64 values."""


class Box(NamedTuple):
    """How far a box reaches to the left and to the right of its place; it is cut at the ends of the side."""

    left: int
    right: int


class Weights(NamedTuple):
    """For each of the 64 centres: the first pixel, how many pixels, and (64, most) their weights, whose sum is 1."""

    first: I64
    reach: I64
    weight: F32


def box_of(size: int) -> Box:
    """The box for a side of this many pixels."""
    width = (size + 2 * SIDE - 1) // (2 * SIDE)
    right = (width + 2) // 2 - 1
    return Box(width - right - 1, right)


def centres_of(size: int) -> I64:
    """Where the 64 values are read."""
    return ((np.arange(SIDE) + 0.5) * size / SIDE).astype(np.int64)


@lru_cache(maxsize=64)
def weights_of(size: int) -> Weights:
    """The weights for a side of this many pixels; pictures of one camera are of one size."""
    box, centres = box_of(size), centres_of(size)
    first = np.maximum(centres - 2 * box.left, 0)
    reach = np.minimum(centres + 2 * box.right, size - 1) - first + 1
    weight = np.zeros((SIDE, int(reach.max())), np.float32)
    for row, centre in enumerate(centres):
        weight[row, : reach[row]] = _weights_at(int(centre), box, size)
    return Weights(first, reach, weight)


@lru_cache(maxsize=64)
def block_weights_of(size: int, block: int) -> Weights:
    """The same where of each ``block`` pixels only the mean is known: a mean weighs what its pixels weigh together."""
    pixels = weights_of(size)
    first = pixels.first // block
    reach = (pixels.first + pixels.reach - 1) // block - first + 1
    weight = np.zeros((SIDE, int(reach.max())), np.float32)
    for row in range(SIDE):
        places = (pixels.first[row] + np.arange(pixels.reach[row])) // block - first[row]
        np.add.at(weight[row], places, pixels.weight[row, : pixels.reach[row]])
    return Weights(first, reach, weight)


def _weights_at(centre: int, box: Box, size: int) -> F32:
    """Each place under the second box spreads its share evenly over its own first box."""
    places = np.arange(max(centre - box.left, 0), min(centre + box.right, size - 1) + 1)
    begin = np.maximum(places - box.left, 0)
    end = np.minimum(places + box.right, size - 1) + 1
    share = 1.0 / (len(places) * (end - begin))
    steps = np.zeros(end[-1] - begin[0] + 1)
    np.add.at(steps, begin - begin[0], share)
    np.add.at(steps, end - begin[0], -share)
    return np.cumsum(steps[:-1]).astype(np.float32)
