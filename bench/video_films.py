"""Benign films for benchmarks: scenes that move and are cut, and copies of them as they go round."""

from __future__ import annotations

import io
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import av
import numpy as np
from PIL import Image
from tests.media.pictures import Picture, picture

HEIGHT, WIDTH, RATE = 360, 640, 25
_ROOM = 1.4
"""A scene is so much larger than the frame, which moves over it."""


class Copy(NamedTuple):
    """How a film is encoded again."""

    name: str
    height: int
    width: int
    rate: int
    gop: int
    bits: int


COPIES = (
    Copy("smaller: 426 x 240", 240, 426, 25, 250, 300_000),
    Copy("squeezed: 150 kbit/s", 360, 640, 25, 250, 150_000),
    Copy("15 frames a second", 360, 640, 15, 60, 800_000),
    Copy("smaller, squeezed, 12 a second, short GOP", 240, 426, 12, 24, 120_000),
)


def film(number: int, seconds: int, gop: int) -> bytes:
    """An MP4 (H.264) of scenes of two to six seconds; some stand still, some move quickly."""
    return _encoded(_frames(number, seconds), HEIGHT, WIDTH, RATE, gop, 1_500_000)


def copy(original: bytes, how: Copy) -> bytes:
    """The film decoded and encoded again."""
    return _encoded(_sampled(original, how), how.height, how.width, how.rate, how.gop, how.bits)


def _frames(number: int, seconds: int) -> Iterator[Picture]:
    random = np.random.default_rng(number)
    left = seconds * RATE
    while left > 0:
        count = min(int(random.integers(2 * RATE, 6 * RATE)), left)
        scene = picture(10 * int(random.integers(4, 400)) + int(random.integers(0, 2)))
        whole = np.asarray(Image.fromarray(scene).resize((int(WIDTH * _ROOM), int(HEIGHT * _ROOM))))
        speed = random.uniform(-1.5, 1.5, 2)
        for step in range(count):
            top, side = _moved(speed[0] * step, HEIGHT), _moved(speed[1] * step, WIDTH)
            yield whole[top : top + HEIGHT, side : side + WIDTH]
        left -= count


def _moved(by: float, size: int) -> int:
    return int(abs(by)) % int(size * (_ROOM - 1))


def _sampled(original: bytes, how: Copy) -> Iterator[Picture]:
    with av.open(io.BytesIO(original)) as container:
        shown = 0
        for frame in container.decode(video=0):
            while shown / how.rate <= float(frame.time or 0.0):
                yield frame.reformat(how.width, how.height, "rgb24").to_ndarray()
                shown += 1


def _encoded(frames: Iterator[Picture], height: int, width: int, rate: int, gop: int, bits: int) -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=Fraction(rate), options={"preset": "veryfast"})
        stream.height, stream.width, stream.pix_fmt, stream.bit_rate = height, width, "yuv420p", bits
        stream.codec_context.gop_size = gop
        for made in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(made), format="rgb24")))
        container.mux(stream.encode(None))
    return file.getvalue()
