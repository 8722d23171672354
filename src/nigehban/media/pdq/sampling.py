"""A picture shrunk to 64 x 64 in one pass over its bytes: PDQ's filter as weighted sums, exact to about 0.0001 of 255.

The sums run down the picture first, over bytes as they lie: that needs no sorting of colours, and one instruction
takes in many. Luma is made of the 64 rows that are left.
"""

from __future__ import annotations

import numpy as np

from nigehban.jit import njit
from nigehban.media.pdq.arrays import F32, U8, Picture
from nigehban.media.pdq.box import SIDE, Weights, block_weights_of, weights_of


def shrink(picture: Picture) -> F32:
    """(64, 64) float32, luma 0 to 255."""
    height, width, colours = picture.shape
    return _shrink(picture.reshape(height, width * colours), colours, weights_of(height), weights_of(width))


def shrink_means(means: F32, height: int, width: int, block: int) -> F32:
    """The same of a picture of which the mean of each block of pixels is known, (rows, columns) float32."""
    return _shrink(means, 1, block_weights_of(height, block), block_weights_of(width, block))


@njit
def _shrink(lines: U8 | F32, colours: int, down: Weights, across: Weights) -> F32:
    small = np.empty((SIDE, SIDE), np.float32)
    line = np.empty(lines.shape[1], np.float32)
    luma = np.empty(lines.shape[1] // colours, np.float32)
    for row in range(SIDE):
        line[:] = 0
        _weigh_lines(lines, down.first[row], down.reach[row], down.weight[row], line)
        _luma_of(line, colours, luma)
        for column in range(SIDE):
            first = across.first[column]
            total = np.float32(0)
            for place in range(across.reach[column]):
                total += across.weight[column, place] * luma[first + place]
            small[row, column] = total
    return small


@njit
def _weigh_lines(lines: U8 | F32, first: int, count: int, weight: F32, line: F32) -> None:
    """Four lines at a time: the sum is fetched and stored a quarter as often."""
    done = 0
    while done + 4 <= count:
        _add_four(lines[first + done : first + done + 4], weight[done : done + 4], line)
        done += 4
    while done < count:
        _add_one(lines[first + done], weight[done], line)
        done += 1


@njit
def _add_four(lines: U8 | F32, weight: F32, line: F32) -> None:
    one, two, three, four = lines[0], lines[1], lines[2], lines[3]
    a, b, c, d = weight[0], weight[1], weight[2], weight[3]
    for place in range(line.shape[0]):
        line[place] += (a * np.float32(one[place]) + b * np.float32(two[place])) + (
            c * np.float32(three[place]) + d * np.float32(four[place])
        )


@njit
def _add_one(one: U8 | F32, weight: np.float32, line: F32) -> None:
    for place in range(line.shape[0]):
        line[place] += weight * np.float32(one[place])


@njit
def _luma_of(line: F32, colours: int, luma: F32) -> None:
    """ITU-R BT.601 luma, as JPEG has it."""
    if colours == 1:
        luma[:] = line
        return
    red, green, blue = np.float32(0.299), np.float32(0.587), np.float32(0.114)
    for place in range(luma.shape[0]):
        luma[place] = red * line[3 * place] + green * line[3 * place + 1] + blue * line[3 * place + 2]
