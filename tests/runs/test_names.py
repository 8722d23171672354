"""Numbers of leads keep the order of their ids and are unique."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nigehban.runs.names import names

IDS = st.lists(st.integers(0, 2**64 - 1), unique=True)


@given(IDS)
def test_names_are_unique_and_in_the_order_of_the_ids(ids):
    made = names("L", np.array(sorted(ids), np.uint64)).to_pylist()
    assert made == sorted(made)
    assert len(set(made)) == len(ids)


@given(st.integers(0, 2**64 - 1))
def test_a_name_is_a_prefix_and_thirteen_signs_that_nobody_confuses(number):
    (name,) = names("N", np.array([number], np.uint64)).to_pylist()
    assert name.startswith("N-")
    assert len(name) == 15
    assert not set(name[2:]) & set("ilou")
    value = 0
    for sign in name[2:]:
        value = value * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(sign)
    assert value == number
