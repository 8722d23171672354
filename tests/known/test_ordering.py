"""Keys are put in order by all of their bytes, however many there are and whatever they have in common."""

from __future__ import annotations

import numpy as np
import pytest

from nigehban.known.ordering import order_of, taken

MANY = 70_000
"""More than are sorted without compiled code."""


def random_bytes(width: int, values: int) -> np.ndarray:
    return np.random.default_rng(width).integers(0, values, (MANY, width), dtype=np.uint8)


@pytest.mark.parametrize("width", [1, 3, 16, 20, 32])
@pytest.mark.parametrize("values", [1, 2, 256])
def test_many_keys_are_in_the_order_that_numpy_gives(width: int, values: int) -> None:
    keys = random_bytes(width, values)
    order, repeated = order_of(keys)
    assert (order == np.lexsort(keys.T[::-1])).all()
    ordered = keys[order]
    assert not repeated[0]
    assert (repeated[1:] == (ordered[1:] == ordered[:-1]).all(axis=1)).all()
    assert (taken(keys, order) == ordered).all()


def test_keys_that_differ_behind_their_first_eight_bytes_are_in_order() -> None:
    keys = random_bytes(16, 256)
    keys[:, :8] = 7
    assert (order_of(keys)[0] == np.lexsort(keys.T[::-1])).all()
