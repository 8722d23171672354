"""The filter as weights: what two runs of a box are, for any size."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nigehban.media.pdq.box import box_of, centres_of, weights_of


def boxed_twice(values):
    """Two runs of the box as plain means."""
    box = box_of(len(values))
    for _ in range(2):
        values = [np.mean(values[max(0, i - box.left) : i + box.right + 1]) for i in range(len(values))]
    return np.array(values)


@given(st.integers(5, 700))
def test_weights_give_what_two_runs_of_the_box_give(size):
    values = np.random.RandomState(size).rand(size)
    weights = weights_of(size)
    found = [
        values[first : first + reach] @ row[:reach]
        for first, reach, row in zip(weights.first, weights.reach, weights.weight, strict=True)
    ]
    np.testing.assert_allclose(found, boxed_twice(values)[centres_of(size)], atol=1e-6)


@given(st.integers(5, 100_000))
def test_weights_stay_on_the_side_and_sum_to_one(size):
    weights = weights_of(size)
    assert (weights.first >= 0).all()
    assert (weights.first + weights.reach <= size).all()
    np.testing.assert_allclose(weights.weight.sum(axis=1), 1, atol=1e-5)
