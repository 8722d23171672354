"""Keys are in order and kept once, and a file whose arrays do not belong together is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.known.errors import KeyFileError
from nigehban.known.postings import Postings


@given(st.integers(1, 12).flatmap(lambda width: st.lists(st.lists(st.integers(0, 2), min_size=width, max_size=width))))
def test_keys_are_sorted_by_their_bytes_with_their_rows_in_order(keys: list[list[int]]) -> None:
    made = Postings.of(np.array(keys, np.uint8).reshape(len(keys), len(keys[0]) if keys else 1))
    assert made.keys.tolist() == [list(key) for key in sorted({tuple(key) for key in keys})]
    for number, key in enumerate(made.keys.tolist()):
        rows = made.rows[made.starts[number] : made.starts[number + 1]].tolist()
        assert rows == [row for row, each in enumerate(keys) if each == key]


@pytest.mark.parametrize("most", [1, 2, 3, 100])
def test_blocks_are_cut_anywhere_and_miss_nothing(most: int) -> None:
    made = Postings.of(np.array([[5], [7], [5], [5], [9], [7]], np.uint8))
    blocks = list(made.blocks(np.array([1, 0, 2, 0]), most))
    assert max(len(rows) for _, rows in blocks) <= most
    pairs = [pair for numbers, rows in blocks for pair in zip(numbers.tolist(), rows.tolist(), strict=True)]
    assert pairs == [(0, 1), (0, 5), (1, 0), (1, 2), (1, 3), (2, 4), (3, 0), (3, 2), (3, 3)]


GOOD = {"keys": np.zeros((2, 4), "u1"), "starts": np.array([0, 1, 3], "u4"), "rows": np.zeros(3, "u4")}


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"rows": None}, "holds no rows"),
        ({"rows": np.zeros(2, "u4")}, "do not belong together"),
        ({"rows": np.zeros(3, "u8")}, "do not belong together"),
        ({"starts": np.array([0, 3], "u4")}, "do not belong together"),
        ({"starts": np.zeros((3, 0), "u4")}, "do not belong together"),
        ({"keys": np.zeros(2, "u1")}, "do not belong together"),
        ({"keys": np.zeros((2, 0), "u1")}, "do not belong together"),
        ({"rows": np.zeros((3, 1), "u4")}, "do not belong together"),
    ],
)
def test_arrays_that_do_not_belong_together_are_refused(changed: dict[str, np.ndarray | None], complaint: str) -> None:
    arrays = {name: array for name, array in {**GOOD, **changed}.items() if array is not None}
    with pytest.raises(KeyFileError, match=f"md5.keys: .*{complaint}"):
        Postings.of_file(arrays, Path("md5.keys"))
