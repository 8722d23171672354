"""Arrow columns as NumPy arrays, and values taken from many chunks."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from nigehban.runs.arrays import taken

WORD = pa.dictionary(pa.int32(), pa.string())


@given(st.lists(st.lists(st.none() | st.text(max_size=3), max_size=5), max_size=5), st.data())
def test_values_are_taken_in_the_order_asked_for_whatever_the_chunks(chunks, data):
    every = [value for chunk in chunks for value in chunk]
    rows = data.draw(st.lists(st.integers(0, len(every) - 1), max_size=20) if every else st.just([]))
    for kind in (pa.string(), WORD):
        column = pa.chunked_array([pa.array(chunk, pa.string()).cast(kind) for chunk in chunks], kind)
        assert taken(column, np.array(rows, np.int64)).to_pylist() == [every[row] for row in rows]


def test_text_of_more_than_two_gigabytes_is_taken_without_being_joined():
    chunk = pa.array(["x" * 2**20] * 60)
    column = pa.chunked_array([chunk] * 40)
    found = taken(column, np.array([2399, 0, 1200]))
    assert [len(value) for value in found.to_pylist()] == [2**20] * 3
