"""PDQ of a picture by the cheapest way there is: a first pass, whose near matches are to be hashed again in full.

A large plain JPEG is not decoded at all: the means of its blocks stand in the file, and PDQ is made of means. That is
faster than a decoder at a part of the size, and nearer to the full hash. Other JPEG is decoded at a part of its size.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import simplejpeg

from nigehban.media.decoding.jpeg import BLOCK_SIDE, header_of, means_of
from nigehban.media.decoding.pictures import Decoded, check_size, decode_picture
from nigehban.media.hashes import FULL
from nigehban.media.kinds import Kind
from nigehban.media.pdq import Turned, rough_pdq, rough_pdq_of_means

BY_MEANS: Final = f"{FULL}-gray-1/{BLOCK_SIDE}"
LEAST_SIDE_BY_MEANS: Final = 1024
"""Of a smaller picture the decoder's way is nearer to the full hash: bench/pdq.py measures both."""


class FirstPass(NamedTuple):
    """The hashes, the size that the picture has in the file, and the producer."""

    turned: Turned
    width: int
    height: int
    producer: str


def hash_roughly(data: bytes, kind: Kind, *, pixels: int) -> FirstPass | Decoded:
    """The hashes of the first frame; the picture itself where no cheaper way leads there than to hash it in full.

    Raises ``UndecodableError`` and ``MemoryError`` as ``decode_picture`` does.
    """
    by_means = _by_means(data, pixels) if kind is Kind.JPEG else None
    if by_means is not None:
        return by_means
    decoded = decode_picture(data, kind, pixels=pixels, scaled=True)
    if not decoded.is_scaled:
        return decoded
    return FirstPass(rough_pdq(decoded.picture), decoded.width, decoded.height, decoded.producer)


def warm_up_first_pass() -> None:
    """Load its compiled code."""
    side = LEAST_SIDE_BY_MEANS
    hash_roughly(simplejpeg.encode_jpeg(np.zeros((side, side, 3), np.uint8)), Kind.JPEG, pixels=side**2)


def _by_means(data: bytes, pixels: int) -> FirstPass | None:
    header = header_of(data)
    if header is None or min(header.width, header.height) < LEAST_SIDE_BY_MEANS:
        return None
    check_size(header.width, header.height, pixels)
    means = means_of(data, header)
    if means is None:
        return None
    found = rough_pdq_of_means(means, header.height, header.width, BLOCK_SIDE)
    return FirstPass(found, header.width, header.height, BY_MEANS)
