"""Means of blocks, read from the codes of a JPEG: the decoder's own, or nothing at all."""

from __future__ import annotations

import io

import numpy as np
import pytest
import simplejpeg
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nigehban.media.decoding.first_pass import BY_MEANS, hash_roughly
from nigehban.media.decoding.jpeg import header_of, means_of
from nigehban.media.kinds import Kind
from nigehban.media.pdq import pdq, rough_pdq_of_means
from tests.media.made import encoded
from tests.media.pictures import picture


def means(data: bytes):
    header = header_of(data)
    return None if header is None else means_of(data, header)


def decoded_means(data: bytes):
    """By the decoder, of the blocks that lie within the picture as a whole."""
    gray = simplejpeg.decode_jpeg(data, "GRAY")[:, :, 0]
    down, across = gray.shape[0] // 8, gray.shape[1] // 8
    return gray[: down * 8, : across * 8].reshape(down, 8, across, 8).mean((1, 3))


@pytest.mark.parametrize("subsampling", [0, 1, 2])
@pytest.mark.parametrize(
    "options", [{"quality": 40}, {"quality": 95}, {"optimize": True}, {"restart_marker_blocks": 7}]
)
@pytest.mark.parametrize("number", [0, 1, 11, 31, 71])
def test_means_are_those_of_the_decoded_picture(number, options, subsampling):
    data = encoded(picture(number), "JPEG", subsampling=subsampling, **options)
    theirs = decoded_means(data)
    ours = means(data)[: theirs.shape[0], : theirs.shape[1]]
    assert np.abs(ours - theirs).max() < 8  # pixels are cut at 0 and 255, the means in the file are not
    assert np.abs(ours - theirs).mean() < 0.2


def test_gray_is_read_too():
    data = encoded(picture(11)[:, :, 0], "JPEG")
    theirs = decoded_means(data)
    assert np.abs(means(data)[: theirs.shape[0], : theirs.shape[1]] - theirs).max() < 8


@pytest.mark.parametrize("mode", ["CMYK", "progressive", "RGB"])
def test_other_kinds_are_left_to_a_decoder(mode):
    file = io.BytesIO()
    image = Image.fromarray(picture(11))
    if mode == "CMYK":
        image.convert(mode).save(file, "JPEG")
    else:
        image.save(file, "JPEG", progressive=mode == "progressive", keep_rgb=mode == "RGB")
    assert header_of(file.getvalue()) is None


DATA = encoded(picture(33), "JPEG", restart_marker_blocks=5)


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.99])
def test_what_is_cut_short_gives_nothing(kept):
    assert means(DATA[: int(len(DATA) * kept)]) is None


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_whatever_stands_in_the_file_it_ends_with_means_or_nothing(changes):
    data = bytearray(DATA)
    for place, byte in changes:
        data[place] = byte
    found = header_of(bytes(data))
    if found is not None and found.width * found.height < 2**22:
        given_back = means_of(bytes(data), found)
        assert given_back is None or np.isfinite(given_back).all()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_noise_in_the_place_of_codes_is_not_sound_or_harmless(noise):
    header = header_of(DATA)
    found = means_of(DATA[: header.begin] + noise, header)
    assert found is None or np.isfinite(found).all()


@pytest.mark.parametrize("number", [0, 100])
def test_a_large_jpeg_is_hashed_by_its_means_near_the_full_hash(number):
    data = encoded(picture(number), "JPEG", quality=90)
    rough, full = hash_roughly(data, Kind.JPEG, pixels=2**28), pdq(simplejpeg.decode_jpeg(data, "RGB"))
    assert (rough.producer, rough.width, rough.height) == (BY_MEANS, 1620, 1080)
    assert (int.from_bytes(rough.turned.pdq.hash) ^ int.from_bytes(full.hash)).bit_count() <= 14
    assert abs(rough.turned.pdq.quality - full.quality) <= 1


def test_means_of_whole_blocks_of_one_colour_give_the_exact_hash():
    blocks = picture(41)[:64, :100, :1]
    whole = blocks.repeat(8, 0).repeat(8, 1)
    rough = rough_pdq_of_means(blocks[:, :, 0].astype(np.float32), *whole.shape[:2], 8).pdq
    assert rough == pdq(whole)


def test_a_small_or_broken_jpeg_goes_the_decoder_s_way():
    small = encoded(picture(11), "JPEG")
    assert hash_roughly(small, Kind.JPEG, pixels=2**28).producer == "pdq"
    large = encoded(picture(0), "JPEG", progressive=True)
    assert hash_roughly(large, Kind.JPEG, pixels=2**28).producer == "pdq-gray-4/8"
