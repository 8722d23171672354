"""PDQ: the reference's bits and quality, and what must hold for any picture."""

from __future__ import annotations

import csv
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nigehban.media.pdq import LEAST_SIDE, Turn, pdq, pdq_of_turns, rough_pdq
from tests.media.pictures import picture

GOLDEN = list(csv.DictReader((Path(__file__).parent / "golden.csv").read_text("ascii").splitlines()))
SIDES = st.integers(LEAST_SIDE, 40)
PICTURES = st.builds(lambda *shape: shape, SIDES, SIDES, st.sampled_from((1, 3))).flatmap(
    lambda shape: arrays(np.uint8, shape)
)


def distance(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()


def short(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


@pytest.mark.parametrize("decade", range(len(GOLDEN) // 10))
def test_every_bit_of_all_eight_hashes_and_the_quality_are_those_of_pdqhash(decade):
    for row in GOLDEN[decade * 10 : decade * 10 + 10]:
        made = picture(int(row["number"]))
        assert short(made.tobytes()) == row["picture"], "the generator made another picture"
        found, eight = pdq(made), pdq_of_turns(made)
        assert (found.hex, found.quality) == (row["hash"], int(row["quality"])), row["number"]
        assert (short(eight.hashes.tobytes()), eight.quality) == (row["turns"], int(row["quality"])), row["number"]


def test_a_turned_picture_is_found_among_the_eight():
    made = picture(1)
    turned = {
        Turn.ROTATE_90: np.rot90(made),
        Turn.ROTATE_180: np.rot90(made, 2),
        Turn.ROTATE_270: np.rot90(made, 3),
        Turn.FLIP_X: made[::-1],
        Turn.FLIP_Y: made[:, ::-1],
        Turn.FLIP_PLUS_1: made.swapaxes(0, 1),
        Turn.FLIP_MINUS_1: np.rot90(made, 2).swapaxes(0, 1),
    }
    eight = pdq_of_turns(made).hashes
    for turn, one in turned.items():
        assert distance(pdq(one).hash, eight[turn].tobytes()) <= 31, turn


@given(PICTURES)
def test_the_first_of_the_eight_is_the_hash(made):
    found = pdq_of_turns(made)
    assert found.hashes[Turn.ORIGINAL].tobytes() == pdq(made).hash
    assert found.quality == pdq(made).quality


@given(PICTURES)
def test_gray_is_the_same_as_three_equal_colours(made):
    gray = np.ascontiguousarray(made[:, :, :1])
    assert pdq(gray) == pdq(gray.repeat(3, 2))


@given(PICTURES)
def test_the_hash_does_not_depend_on_how_the_picture_lies_in_memory(made):
    locked = made.copy()
    locked.flags.writeable = False
    assert pdq(np.asfortranarray(made)) == pdq(locked) == pdq(made)


@pytest.mark.parametrize("number", [0, 1, 2, 10, 11, 20, 29])
def test_the_fast_way_alone_is_within_the_rounding_of_a_bit_or_two(number):
    assert distance(rough_pdq(picture(number)).pdq.hash, pdq(picture(number)).hash) <= 2


@pytest.mark.parametrize("shape", [(4, 100, 3), (100, 4, 3), (1, 1, 1)])
def test_a_picture_with_a_side_under_five_pixels_has_no_hash_and_no_quality(shape):
    made = np.full(shape, 200, np.uint8)
    assert pdq(made) == rough_pdq(made).pdq == (bytes(32), 0)
    assert not pdq_of_turns(made).hashes.any()


def test_a_long_thin_picture_is_hashed():
    made = np.tile(picture(5)[:5, :5], (1, 40_000, 1))
    assert pdq(made).quality <= 100


@pytest.mark.parametrize("wrong", [np.zeros((9, 9), np.uint8), np.zeros((9, 9, 4), np.uint8), np.zeros((9, 9, 3))])
def test_what_is_no_picture_is_refused(wrong):
    with pytest.raises(ValueError, match="A picture is"):
        pdq(wrong)
