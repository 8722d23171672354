"""A picture shrunk to 64 x 64 with every rounding of ``pdqhash``: the same additions in the same order, in 32 bits.

``pdqhash`` makes luma in 64 bits and rounds it to 32, then runs a box with a running sum along rows, columns, rows,
columns over the whole picture. A running sum carries its rounding errors along, so that only the same order gives the
same last bit. What may differ is the order of rows that know nothing of each other: here eight rows run side by side,
as lanes of one vector, and no more rows are held than a box needs.
Source: ThreatExchange, pdq/cpp/downscaling/downscaling.cpp (box1DFloat); pdqhash 0.2.8, bindings.pyx (luma).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from nigehban.jit import njit
from nigehban.media.pdq.arrays import F32, F64, I64, Picture
from nigehban.media.pdq.box import SIDE, Box, box_of, centres_of

_LANES: Final = 8
_LUMA: Final[F64] = np.outer((0.299, 0.587, 0.114), np.arange(256))
"""What each value of red, green and blue adds to luma, (3, 256)."""


def shrink_as_pdqhash(picture: Picture) -> F32:
    """(64, 64) float32, luma 0 to 255: bit for bit what ``pdqhash`` shrinks the picture to."""
    height, width, _ = picture.shape
    if (height, width) == (SIDE, SIDE):  # taken as it is: the reference does not filter what has the size already
        return _luma(picture)
    narrow = _narrow(picture, _LUMA, box_of(width), box_of(height), centres_of(width))
    return _box_down(narrow, box_of(height), centres_of(height))


def _luma(picture: Picture) -> F32:
    red, green, blue = (_LUMA[colour][picture[:, :, colour % picture.shape[2]]] for colour in range(3))
    luma: F64 = red + green + blue
    return luma.astype(np.float32)


@njit
def _narrow(picture: Picture, table: F64, across: Box, down: Box, centres: I64) -> F32:
    """The first three runs, along rows, columns and rows; (height, 64), read at the centres."""
    height, width = picture.shape[0], picture.shape[1]
    ring = np.empty(((down.left + down.right + 2 * _LANES + 1) // _LANES * _LANES, width), np.float32)
    lines = np.zeros((_LANES, width), np.float32)
    strip = np.zeros((width, _LANES), np.float32)
    boxed = np.empty((width, _LANES), np.float32)
    sums = np.zeros(width, np.float32)
    narrow = np.empty((height, SIDE), np.float32)
    for head in range(height + down.right):
        if head % _LANES == 0 and head < height:
            _luma_strip(picture, table, head, strip)
            _box_strip(strip, across, boxed)
            _lanes_to_rows(boxed, ring, head % ring.shape[0])
        _slide_rows(sums, ring, head, height, down)
        row = head - down.right
        if row >= 0:
            _divide(sums, _count(row, down, height), lines[row % _LANES])
            if row % _LANES == _LANES - 1 or row == height - 1:
                _rows_to_lanes(lines, strip)
                _box_strip_at(strip, across, centres, narrow, row - row % _LANES)
    return narrow


@njit
def _box_down(narrow: F32, box: Box, centres: I64) -> F32:
    """The last run, along columns, read at the centres: (64, 64)."""
    height = narrow.shape[0]
    sums = np.zeros(SIDE, np.float32)
    small = np.empty((SIDE, SIDE), np.float32)
    written = 0
    for head in range(height + box.right):
        _slide_rows(sums, narrow, head, height, box)
        while written < SIDE and centres[written] == head - box.right:
            _divide(sums, _count(centres[written], box, height), small[written])
            written += 1
    return small


@njit
def _luma_strip(picture: Picture, table: F64, top: int, strip: F32) -> None:
    """Luma of eight rows from ``top`` on, side by side: (width, 8). Lanes below the picture keep what they hold."""
    green, blue = (0, 0) if picture.shape[2] == 1 else (1, 2)
    for lane in range(min(_LANES, picture.shape[0] - top)):
        row = picture[top + lane]
        for place in range(row.shape[0]):
            strip[place, lane] = np.float32(
                table[0, row[place, 0]] + table[1, row[place, green]] + table[2, row[place, blue]]
            )


@njit
def _box_strip(strip: F32, box: Box, boxed: F32) -> None:
    """The box along eight rows at once, all places."""
    size = strip.shape[0]
    sums = np.zeros(_LANES, np.float32)
    for head in range(size + box.right):
        _slide_lanes(sums, strip, head, box)
        place = head - box.right
        if place >= 0:
            count = _count(place, box, size)
            for lane in range(_LANES):
                boxed[place, lane] = sums[lane] / count


@njit
def _box_strip_at(strip: F32, box: Box, centres: I64, narrow: F32, top: int) -> None:
    """The same, read at the centres only, into the rows of ``narrow`` from ``top`` on."""
    size = strip.shape[0]
    sums = np.zeros(_LANES, np.float32)
    written = 0
    for head in range(size + box.right):
        _slide_lanes(sums, strip, head, box)
        while written < SIDE and centres[written] == head - box.right:
            count = _count(centres[written], box, size)
            for lane in range(min(_LANES, narrow.shape[0] - top)):
                narrow[top + lane, written] = sums[lane] / count
            written += 1


@njit
def _slide_lanes(sums: F32, strip: F32, head: int, box: Box) -> None:
    """Move the box by one place: what stands at its head enters, then what is behind it leaves."""
    leaves = head - box.left - box.right - 1
    if head >= strip.shape[0]:
        for lane in range(_LANES):
            sums[lane] -= strip[leaves, lane]
    elif leaves < 0:
        for lane in range(_LANES):
            sums[lane] += strip[head, lane]
    else:
        for lane in range(_LANES):
            sums[lane] = sums[lane] + strip[head, lane] - strip[leaves, lane]


@njit
def _slide_rows(sums: F32, ring: F32, head: int, height: int, box: Box) -> None:
    """The same down the picture, for whole rows, of which the ring holds the last ones."""
    leaves = head - box.left - box.right - 1
    enters, behind = ring[head % ring.shape[0]], ring[leaves % ring.shape[0]]
    if head >= height:
        for place in range(sums.shape[0]):
            sums[place] -= behind[place]
    elif leaves < 0:
        for place in range(sums.shape[0]):
            sums[place] += enters[place]
    else:
        for place in range(sums.shape[0]):
            sums[place] = sums[place] + enters[place] - behind[place]


@njit
def _divide(sums: F32, count: np.float32, out: F32) -> None:
    for place in range(sums.shape[0]):
        out[place] = sums[place] / count


@njit
def _count(place: int, box: Box, size: int) -> np.float32:
    """How many values the box holds, cut at the ends of the side."""
    return np.float32(min(place + box.right, size - 1) - max(place - box.left, 0) + 1)


@njit
def _rows_to_lanes(lines: F32, strip: F32) -> None:
    for lane in range(_LANES):
        for place in range(strip.shape[0]):
            strip[place, lane] = lines[lane, place]


@njit
def _lanes_to_rows(boxed: F32, ring: F32, top: int) -> None:
    for lane in range(_LANES):
        for place in range(boxed.shape[0]):
            ring[top + lane, place] = boxed[place, lane]
