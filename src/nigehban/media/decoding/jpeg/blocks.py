"""The mean of each block, from the file's bytes."""

from __future__ import annotations

from typing import Final

import numpy as np

from nigehban.media.decoding.jpeg.codes import codes_of
from nigehban.media.decoding.jpeg.headers import Header
from nigehban.media.decoding.jpeg.scan import SPARE_WORDS, Layout, read_means, unstuffed
from nigehban.media.pdq.arrays import F32

BLOCK_SIDE: Final = 8


def means_of(data: bytes, header: Header) -> F32 | None:
    """(rows, columns) float32: luma of each block of 8 x 8 pixels, 0 to 255; ``None`` where something is not sound.

    Blocks at the lower and the right end may reach over the picture, or lie outside.
    """
    layout = _layout(header)
    if layout is None:
        return None
    luma = header.components[0]
    across = _parts(header.width, BLOCK_SIDE * luma.across)
    down = _parts(header.height, BLOCK_SIDE * luma.down)
    means = np.zeros((down * luma.down, across * luma.across), np.float32)
    if not _read(data, header, layout, across * down, means):
        return None
    means *= np.float32(luma.step / BLOCK_SIDE)
    means += np.float32(128)
    return means


def _layout(header: Header) -> Layout | None:
    codes = [codes_of(one.dc, one.ac) for one in header.components]
    sound = [one for one in codes if one is not None]
    if len(sound) < len(codes):
        return None
    shape = np.array([(one.across, one.down) for one in header.components], np.int64)
    return Layout(shape, *(np.stack(tables) for tables in zip(*sound, strict=True)))


def _read(data: bytes, header: Header, layout: Layout, groups: int, means: F32) -> bool:
    every = header.restart or groups
    starts = np.zeros(_parts(groups, every) + 1, np.int64)
    plain = np.zeros(4 * (_parts(len(data) - header.begin, 4) + SPARE_WORDS), np.uint8)
    if unstuffed(np.frombuffer(data, np.uint8), header.begin, plain, starts) < len(starts) - 1:
        return False
    return bool(read_means(plain.view(">u4").astype(np.uint32), starts, every, layout, means))


def _parts(size: int, part: int) -> int:
    return -(-size // part)
