"""Pictures become the pixels that the reference would be given."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from nigehban.media import UndecodableError
from nigehban.media.decoding.pictures import decode_picture
from nigehban.media.kinds import Kind
from nigehban.media.pdq import pdq, rough_pdq
from tests.media.made import encoded
from tests.media.pictures import picture

LARGE = 2**28
MODES = {
    "1": ("PNG", "TIFF", "BMP"),
    "L": ("PNG", "TIFF", "JPEG", "BMP"),
    "LA": ("PNG", "TIFF"),
    "P": ("PNG", "GIF", "TIFF", "BMP"),
    "RGB": ("PNG", "TIFF", "BMP", "WEBP", "JPEG", "AVIF"),
    "RGBA": ("PNG", "TIFF", "WEBP", "AVIF"),
    "CMYK": ("TIFF", "JPEG"),
    "YCbCr": ("TIFF", "JPEG"),
    "LAB": ("TIFF",),
    "I": ("TIFF",),
    "I;16": ("PNG", "TIFF"),
    "F": ("TIFF",),
}
KINDS = {
    "PNG": Kind.PNG,
    "GIF": Kind.GIF,
    "TIFF": Kind.TIFF,
    "BMP": Kind.BMP,
    "WEBP": Kind.WEBP,
    "JPEG": Kind.JPEG,
    "AVIF": Kind.AVIF,
}


def of_mode(mode: str) -> Image.Image:
    image = Image.fromarray(picture(11))
    if mode == "LAB":
        return Image.merge("LAB", image.split())
    if mode == "I;16":
        return Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 2)
    if mode == "RGBA":
        image.putalpha(Image.fromarray(picture(12)[:333, :500, 0]).resize(image.size))
        return image
    return image.convert(mode)


def rgb_of(data: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("RGB"))


@pytest.mark.parametrize(("mode", "form"), [(mode, form) for mode, forms in MODES.items() for form in forms])
def test_every_mode_becomes_what_pillow_makes_of_it_in_rgb(mode, form):
    file = io.BytesIO()
    of_mode(mode).save(file, form)
    try:
        expected = rgb_of(file.getvalue())
    except ValueError:
        with pytest.raises(UndecodableError, match="conversion"):
            decode_picture(file.getvalue(), KINDS[form], pixels=LARGE)
        return
    found = decode_picture(file.getvalue(), KINDS[form], pixels=LARGE)
    assert (found.width, found.height) == (expected.shape[1], expected.shape[0])
    assert (found.picture == expected).all()  # gray of one colour is compared with three equal ones


@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:2", "4:2:0"])
@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 30}, {"optimize": True, "quality": 97}])
@pytest.mark.parametrize("number", [2, 3, 51])
def test_jpeg_gives_the_pixels_of_pillow(subsampling, options, number):
    data = encoded(picture(number), "JPEG", subsampling=subsampling, **options)
    assert (decode_picture(data, Kind.JPEG, pixels=LARGE).picture == rgb_of(data)).all()


def test_a_turn_stated_by_exif_is_not_done():
    exif = Image.Exif()
    exif[0x0112] = 6
    plain, turned = encoded(picture(11), "JPEG"), encoded(picture(11), "JPEG", exif=exif)
    assert (
        decode_picture(plain, Kind.JPEG, pixels=LARGE).picture
        == decode_picture(turned, Kind.JPEG, pixels=LARGE).picture
    ).all()


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP", "TIFF", "AVIF"])
def test_the_first_frame_of_several_counts(form):
    first, *others = (Image.fromarray(picture(number)).resize((90, 60)) for number in (10, 11, 12))
    file, alone = io.BytesIO(), io.BytesIO()
    lossless = {"lossless": True} if form == "WEBP" else {"quality": 100} if form == "AVIF" else {}
    first.save(file, form, save_all=True, append_images=others, **lossless)
    first.save(alone, form, **lossless)
    several = decode_picture(file.getvalue(), KINDS[form], pixels=LARGE).picture
    assert (pdq(several).hash, several.shape) == (
        pdq(decode_picture(alone.getvalue(), KINDS[form], pixels=LARGE).picture).hash,
        (60, 90, 3),
    )


def test_a_scaled_jpeg_is_gray_and_near_and_says_how_it_was_made():
    data = encoded(picture(0), "JPEG", quality=90)
    scaled = decode_picture(data, Kind.JPEG, pixels=LARGE, scaled=True)
    assert scaled.picture.shape == (540, 810, 1)
    assert (scaled.width, scaled.height, scaled.producer) == (1620, 1080, "pdq-gray-4/8")
    full = decode_picture(data, Kind.JPEG, pixels=LARGE)
    assert full.producer == "pdq"
    one, other = (int.from_bytes(found.hash) for found in (rough_pdq(scaled.picture).pdq, pdq(full.picture)))
    assert (one ^ other).bit_count() <= 16


def test_what_is_small_already_is_not_scaled():
    data = encoded(picture(11), "JPEG")
    assert decode_picture(data, Kind.JPEG, pixels=LARGE, scaled=True).producer == "pdq"


@pytest.mark.parametrize("form", KINDS)
def test_a_picture_with_more_pixels_than_may_be_is_refused_before_it_is_decoded(form):
    data = encoded(picture(11), form)
    with pytest.raises(UndecodableError, match=r"500 x 333 pixels, more than the 1,000|640 x 480 pixels, more than"):
        decode_picture(data, KINDS[form], pixels=1000)


@pytest.mark.parametrize("form", KINDS)
def test_a_picture_that_is_cut_short_is_refused_in_words(form):
    data = encoded(picture(11), form)
    with pytest.raises(UndecodableError, match=r"could not be decoded: .*\.$"):
        decode_picture(data[: len(data) // 3], KINDS[form], pixels=LARGE)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.is_picture])
def test_noise_is_refused_in_words(kind):
    with pytest.raises(UndecodableError, match="could not be decoded"):
        decode_picture(b"\xff\xd8\xff" + bytes(range(256)), kind, pixels=LARGE)
