"""Files for the tests of media: pictures and videos in their formats, whole and broken."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image

from tests.media.pictures import Picture, picture


def encoded(made: Picture, form: str, **options: Any) -> bytes:
    """A picture as a file of a format that Pillow writes."""
    file = io.BytesIO()
    Image.fromarray(made).save(file, form, **options)
    return file.getvalue()


def write_video(
    path: Path, form: str, codec: str, frames: Iterable[Picture], *, rate: int | Fraction = 5, gop: int | None = None
) -> Path:
    """A video of these frames, all of one size."""
    with av.open(str(path), "w", format=form) as container:
        stream = None
        for made in frames:
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(made), format="rgb24")
            if stream is None:
                stream = container.add_stream(codec, rate=rate)
                stream.width, stream.height = frame.width, frame.height
                stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
                if gop:
                    stream.codec_context.gop_size = gop
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def moving(count: int, *, height: int = 120, width: int = 160) -> Iterable[Picture]:
    """Frames that change: a window that moves over a larger picture."""
    whole = picture(10)
    for number in range(count):
        yield whole[number : number + height, 2 * number : 2 * number + width]


def slow_jpeg(times: int) -> bytes:
    """A JPEG that is made to keep its decoder busy: one of its scans, which changes nothing, ``times`` over.

    Some milliseconds of work each, for 33 bytes.
    """
    data = encoded(np.full((4096, 4096), 128, np.uint8), "JPEG", progressive=True)
    begins = [place for place in range(len(data) - 1) if data[place : place + 2] == b"\xff\xda"]
    begin = end = begins[1]
    end += 2 + int.from_bytes(data[begin + 2 : begin + 4], "big")
    while data[end] != 0xFF or data[end + 1] == 0:
        end += 1
    return data[:begin] + data[begin:end] * times + data[end:]


def png_that_says(side: int) -> bytes:
    """A PNG whose header promises a square of this side, and that holds no line of it."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def jpeg_that_says(side: int) -> bytes:
    """A JPEG of 100 x 100 pixels whose header promises a square of this side."""
    data = bytearray(encoded(picture(11)[:100, :100], "JPEG"))
    begin = data.index(b"\xff\xc0") + 5
    data[begin : begin + 4] = struct.pack(">HH", side, side)
    return bytes(data)
