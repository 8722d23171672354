"""Pictures as ``pdqhash`` would be given them: the rule for what colours, transparency and turns become.

The pixels are those of Pillow's ``convert("RGB")`` of the first frame, as in python-threatexchange with ``force_rgb``:
transparency is dropped and what lies under it counts; palettes are looked up; CMYK, YCbCr, Lab and HSV become RGB;
16-bit and floating gray is cut at 255; the turn that EXIF asks for is not done (a search asks for all eight turns).
python-threatexchange without ``force_rgb`` differs for some modes: it takes palette numbers and CMYK as if they were
colours, and refuses 1, I, F and PA.

JPEG in YCbCr or gray is decoded by simplejpeg, which gives Pillow's pixels (both are libjpeg-turbo) in a third of the
time; what simplejpeg refuses is given to Pillow.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import simplejpeg
from PIL import Image, UnidentifiedImageError

from nigehban.media.errors import UndecodableError
from nigehban.media.hashes import FULL
from nigehban.media.kinds import Kind
from nigehban.media.pdq.arrays import Picture

LEAST_SCALED_SIDE: Final = 512
"""A scaled picture is not smaller: below that its hash moves away from the full one's."""
_FORMATS: Final = {
    Kind.JPEG: ("JPEG", "MPO"),
    Kind.PNG: ("PNG",),
    Kind.GIF: ("GIF",),
    Kind.WEBP: ("WEBP",),
    Kind.TIFF: ("TIFF",),
    Kind.BMP: ("BMP",),
    Kind.AVIF: ("AVIF",),
    Kind.HEIF: ("HEIF",),
}
_FAST: Final = {"YCbCr": "RGB", "Gray": "GRAY"}
"""JPEG's colour spaces of which simplejpeg gives Pillow's pixels, and as what."""


class Decoded(NamedTuple):
    """A picture, the size that it has in the file, and how its PDQ is made: ``pdq``; scaled, ``pdq-gray-3/8``."""

    picture: Picture
    width: int
    height: int
    producer: str = FULL

    @property
    def is_scaled(self) -> bool:
        """Decoded in gray at a part of its size."""
        return self.producer != FULL


def decode_picture(data: bytes, kind: Kind, *, pixels: int, scaled: bool = False) -> Decoded:
    """The first frame. ``scaled``: JPEG may be decoded in gray at a part of its size, to save most of the work.

    Raises ``UndecodableError`` for what is broken or has more than ``pixels``, and ``MemoryError``.
    """
    if kind is Kind.JPEG:
        decoded = _fast_jpeg(data, pixels, scaled=scaled)
        if decoded is not None:
            return decoded
    return _by_pillow(data, kind, pixels)


def _fast_jpeg(data: bytes, pixels: int, *, scaled: bool) -> Decoded | None:
    """``None`` for what is left to Pillow: other colour spaces, and what simplejpeg finds wrong and Pillow may not."""
    try:
        height, width, space, _ = simplejpeg.decode_jpeg_header(data)
        if space not in _FAST:
            return None
        check_size(width, height, pixels)
        if scaled and min(width, height) > LEAST_SCALED_SIDE:
            return _scaled_jpeg(data, width, height)
        return Decoded(simplejpeg.decode_jpeg(data, _FAST[space]), width, height)
    except ValueError:
        return None


def _scaled_jpeg(data: bytes, width: int, height: int) -> Decoded:
    """The decoder leaves out what a smaller picture does not show: sides of n/8, n a whole number."""
    least = LEAST_SCALED_SIDE
    picture = simplejpeg.decode_jpeg(data, "GRAY", min_height=least, min_width=least)
    return Decoded(picture, width, height, f"{FULL}-gray-{round(8 * picture.shape[1] / width)}/8")


def _by_pillow(data: bytes, kind: Kind, pixels: int) -> Decoded:
    prepare_pillow()
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS[kind]) as image:
            width, height = image.size
            check_size(width, height, pixels)
            picture = np.array(image if image.mode == "RGB" else image.convert("RGB"))
    except (UndecodableError, MemoryError):
        raise
    except UnidentifiedImageError as error:
        raise UndecodableError(f"{_name(kind)} could not be decoded: it ends or breaks off too early.") from error
    except Exception as error:  # decoders raise whatever they like: OSError, SyntaxError, KeyError
        raise UndecodableError(f"{_name(kind)} could not be decoded: {_sentence(error)}") from error
    return Decoded(picture, width, height)


@cache
def prepare_pillow() -> None:
    """Pillow's own limit of pixels gives way to ours, and HEIC is known to it."""
    import pi_heif  # noqa: PLC0415 - a tenth of a second that most runs need not spend

    Image.MAX_IMAGE_PIXELS = None
    pi_heif.register_heif_opener(thumbnails=False)


def check_size(width: int, height: int, pixels: int) -> None:
    """Raise ``UndecodableError`` where a picture has more than so many pixels."""
    if width * height > pixels:
        raise UndecodableError(f"The picture has {width:,} x {height:,} pixels, more than the {pixels:,} that may be.")


def _name(kind: Kind) -> str:
    return kind.removeprefix("image/").upper()


def _sentence(error: Exception) -> str:
    """The decoder's own words, on one line."""
    said = " ".join(str(error).split()) or type(error).__name__
    return said if said.endswith(".") else f"{said}."
