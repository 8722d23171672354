"""The lemma that the near search rests on holds for every way in which bits can differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.known import near
from nigehban.known.errors import RadiusError
from nigehban.known.near.ring import flips, reach


@st.composite
def differences(draw: st.DrawFn) -> list[int]:
    """How many bits of each chunk differ: any sixteen numbers whose sum can be searched for."""
    parts = [0] * 16
    for _ in range(draw(st.integers(0, near.MOST_RADIUS))):
        chunk = draw(st.integers(0, 15))
        parts[chunk] = min(parts[chunk] + 1, 16)
    return parts


@given(differences(), st.integers(0, 47))
def test_from_some_chunk_on_every_pair_within_the_radius_is_near(parts: list[int], more: int) -> None:
    one, three = reach(min(sum(parts) + more, near.MOST_RADIUS))
    ring = parts + parts
    assert any(ring[at] <= one and sum(ring[at : at + 3]) <= three for at in range(16))


def test_pdq_asks_for_one_bit_and_five() -> None:
    assert reach(31) == (1, 5)


@pytest.mark.parametrize("radius", [-1, 48, 256])
def test_a_radius_that_can_not_be_promised_is_refused(radius: int) -> None:
    with pytest.raises(RadiusError, match="from 0 to 47 bits only"):
        reach(radius)


@pytest.mark.parametrize(("most", "count"), [(0, 1), (1, 17), (2, 137)])
def test_flips_are_all_numbers_with_few_bits_fewest_first(most: int, count: int) -> None:
    found = flips(most).tolist()
    assert len(set(found)) == count
    assert [one.bit_count() for one in found] == sorted(one.bit_count() for one in found)
    assert max(one.bit_count() for one in found) == most
