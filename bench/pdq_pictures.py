"""Pictures as a camera's for benchmarks: soft shapes of all scales with the grain of a sensor, as JPEG."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image
from tests.media.pictures import Picture, picture


def photograph(number: int, height: int, width: int) -> Picture:
    """(height, width, 3) uint8, the same for the same number."""
    random = np.random.default_rng(number)
    soft = Image.fromarray(picture(10 * number + 40)).resize((width, height), Image.Resampling.BICUBIC)
    made = np.asarray(soft).astype(np.int16) // 2 + 64
    for cells in (64, 256, 1024):
        fine = random.integers(0, 256, (cells * height // width + 1, cells, 3), dtype=np.uint8)
        layer = Image.fromarray(fine).resize((width, height), Image.Resampling.BICUBIC)
        made += (np.asarray(layer).astype(np.int16) - 128) * 16 // cells
    made += random.integers(-6, 7, made.shape, dtype=np.int16)
    return np.clip(made, 0, 255).astype(np.uint8)


def jpeg(made: Picture) -> bytes:
    """As a camera saves it: quality 88, colours at half the size."""
    file = io.BytesIO()
    Image.fromarray(made).save(file, "JPEG", quality=88)
    return file.getvalue()
