"""Whatever the hashes, the queries and the radius: the near search says what comparing everything says."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.known.near import MOST_RADIUS, NearIndex, write_near_index
from nigehban.known.near.kernels import MANY
from tests.known.near.hashes import FILLER, Hashes, by_brute_force, flipped, listed

ZEROS, ONES = np.zeros(32, np.uint8), np.full(32, 255, np.uint8)
CENTRES = np.stack([ZEROS, ONES, np.tile(np.array([0, 255], np.uint8), 16), FILLER[0]])
RADII = st.sampled_from([0, 1, 15, 16, 17, 30, 31, 32, 33, 46, MOST_RADIUS]) | st.integers(0, MOST_RADIUS)


@st.composite
def apart(draw: st.DrawFn, distance: int) -> list[int]:
    """So many bits, chunk by chunk: in as few chunks as can be, as evenly as can be, or anyhow."""
    at, step = draw(st.integers(0, 15)), draw(st.sampled_from([0, 1, 3, 5]))
    parts = [0] * 16
    for _ in range(distance):
        while parts[at % 16] == 16:
            at += 1
        parts[at % 16] += 1
        at += step
    return parts


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Hashes, Hashes, int]:
    """Hashes round a few centres, many of them equal; queries at, within and just beyond the radius; the radius."""
    radius = draw(RADII)
    centres = CENTRES[draw(st.lists(st.integers(0, len(CENTRES) - 1), min_size=1, max_size=6))]
    distances = st.sampled_from([0, 1, max(radius - 1, 0), radius, radius + 1, radius + 2])
    near = [flipped(each, draw(apart(draw(distances))), draw(st.integers(0, 9))) for each in centres]
    copies = draw(st.sampled_from([0, 1, 1, 3, 700]))
    filler = FILLER if draw(st.booleans()) else FILLER[: draw(st.integers(0, 3))]
    hashes = np.concatenate([filler, np.repeat(centres, copies, axis=0), near])
    queries = np.stack([*near, *centres, *(flipped(each, draw(apart(draw(distances)))) for each in centres)])
    return hashes[np.random.default_rng(draw(st.integers(0, 9))).permutation(len(hashes))], queries, radius


@settings(deadline=None, max_examples=80)
@given(world=worlds(), sparing=st.booleans())
def test_the_answer_is_that_of_comparing_everything(world: tuple[Hashes, Hashes, int], sparing: bool) -> None:
    hashes, queries, radius = world
    with TemporaryDirectory() as folder:
        write_near_index(hashes, Path(folder) / "near")
        index = NearIndex.open(Path(folder) / "near", sparing=sparing)
        expected = by_brute_force(hashes, queries, radius)
        assert listed(index.search(queries, radius)) == expected
        many = index.search(np.concatenate([queries, np.repeat(~queries[:1], MANY, axis=0)]), radius)
        assert [found for found in listed(many) if found[0] < len(queries)] == expected


@pytest.mark.parametrize("radius", range(MOST_RADIUS + 1))
def test_what_is_exactly_at_the_radius_is_found_and_one_bit_more_is_not(radius: int, tmp_path: Path) -> None:
    write_near_index(np.concatenate([FILLER, CENTRES[:3]]), tmp_path / "near")
    index = NearIndex.open(tmp_path / "near")
    for number, centre in enumerate(CENTRES[:3]):
        for parts in ([radius // 16 + (chunk < radius % 16) for chunk in range(16)], heap(radius)):
            found = index.search(np.stack([flipped(centre, parts), one_more(centre, parts)]), radius)
            assert listed(found) == [(0, len(FILLER) + number, radius)]


def heap(count: int) -> list[int]:
    """So many bits in as few chunks as can be."""
    return [min(16, max(0, count - 16 * chunk)) for chunk in range(16)]


def one_more(given: Hashes, parts: list[int]) -> Hashes:
    """The hash with one bit more changed, in the chunk of which the fewest are."""
    least = parts.index(min(parts))
    return flipped(given, [count + (chunk == least) for chunk, count in enumerate(parts)])
