"""The reference's roundings: they are those that the fast way is checked against."""

from __future__ import annotations

import numpy as np
import pytest

from nigehban.media.pdq.replica import shrink_as_pdqhash
from nigehban.media.pdq.sampling import shrink
from tests.media.pictures import picture


def running(values, left, right):
    """One run of the box in 32 bits, in the order of the reference: what enters is added, then what leaves is taken."""
    size, total, out = len(values), np.float32(0), np.empty(len(values), np.float32)
    for head in range(size + right):
        leaves = head - left - right - 1
        if head < size:
            total = np.float32(total + values[head])
        if leaves >= 0:
            total = np.float32(total - values[leaves])
        if (place := head - right) >= 0:
            out[place] = total / np.float32(min(place + right, size - 1) - max(place - left, 0) + 1)
    return out


@pytest.mark.parametrize("shape", [(131, 300), (257, 9), (13, 140)])
def test_each_value_is_that_of_a_running_sum_along_rows_and_columns_twice(shape):
    made = np.random.RandomState(1).randint(0, 256, (*shape, 3)).astype(np.uint8)
    red, green, blue = (made[:, :, colour] * share for colour, share in enumerate((0.299, 0.587, 0.114)))
    luma = (red + green + blue).astype(np.float32)
    for axis in (1, 0, 1, 0):
        width = (shape[axis] + 127) // 128
        right = (width + 2) // 2 - 1
        luma = np.apply_along_axis(running, axis, luma, width - right - 1, right)
    rows, columns = ([int((place + 0.5) * size / 64) for place in range(64)] for size in shape)
    assert (shrink_as_pdqhash(made) == luma[np.ix_(rows, columns)]).all()


@pytest.mark.parametrize("number", range(0, 60, 7))
def test_the_fast_way_gives_the_same_values_but_for_rounding(number):
    made = picture(number)
    assert np.abs(shrink(made) - shrink_as_pdqhash(made)).max() < 0.005
