"""Frames of a video as vPDQ takes them: every n-th, where n is the frame rate cut to a whole number.

Source: ThreatExchange, vpdq/cpp/vpdq/cpp/hashing/filehasher.cpp (m_frameMod) and vpdqHashType.h (the timestamp is the
frame's number over the frame rate). Where the file states no rate, or one that no film has, a frame is taken once a
second by its own time. Frames are at full size, in RGB.

Of keyframes alone a decoder need not look at the others: some seven times faster, but other frames, so a first pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, TypeAlias

import av
import numpy as np

from nigehban.media.errors import UndecodableError
from nigehban.media.kinds import Kind
from nigehban.media.pdq.arrays import Picture

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

Decoded: TypeAlias = Iterator[av.VideoFrame]

_SECONDS: Final = 1.0
"""Between two frames that are taken."""
_MOST_RATE: Final = 300.0
"""Frames a second; what states more, states something else (a clock's rate)."""
_MISSING_SECONDS: Final = 3.0
"""Sound may go on a little longer than the picture."""
_AV_TIME_BASE: Final = 1_000_000
_BUFFER_BYTES: Final = 256 * 1024
_CONTAINERS: Final = {
    Kind.MP4: "mov",
    Kind.MOV: "mov",
    Kind.THREE_GP: "mov",
    Kind.MATROSKA: "matroska",
    Kind.WEBM: "matroska",
    Kind.AVI: "avi",
}
"""The one demuxer that each kind is given to: FFmpeg does not guess, so no playlist is taken for a video."""


class VideoFrame(NamedTuple):
    """A frame: its number, its time in seconds, its pixels."""

    number: int
    timestamp: float
    picture: Picture


def frames_of(file: BinaryIO, kind: Kind, *, pixels: int, keyframes: bool = False) -> Iterator[VideoFrame]:
    """The frames to hash, in order. The file is read through this process: FFmpeg opens nothing by itself.

    Raises ``UndecodableError`` for what is broken, ends before it says, holds no video or has frames of more than
    ``pixels``; the frames before that have been given. Of keyframes alone it is not seen that the end is missing.
    """
    try:
        with av.open(file, "r", format=_CONTAINERS[kind], buffer_size=_BUFFER_BYTES) as container:
            if not container.streams.video:
                raise UndecodableError("The file holds no video.")
            stream = container.streams.video[0]
            stream.codec_context.thread_count = 1  # other files have the other cores
            if keyframes:
                stream.codec_context.skip_frame = "NONKEY"
            _check_size(stream.width, stream.height, pixels)
            decoded = container.decode(stream)
            if keyframes:
                yield from _keyframes(decoded, stream, pixels)
            else:
                yield from _one_a_second(_to_the_end(decoded, container, stream), stream, pixels)
    except (av.error.FFmpegError, ValueError) as error:
        raise UndecodableError(f"The video could not be decoded: {_words(error)}.") from error


def silence() -> None:
    """FFmpeg says nothing to the terminal of what it finds."""
    av.logging.set_level(av.logging.PANIC)


def _to_the_end(decoded: Decoded, container: InputContainer, stream: VideoStream) -> Decoded:
    """The frames; raises ``UndecodableError`` after the last when there should be more: FFmpeg takes it for the end."""
    last = 0.0
    for frame in decoded:
        last = float(frame.time or last)
        yield frame
    own = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else None
    stated = own if own is not None else (container.duration or 0) / _AV_TIME_BASE
    if stated > last + _MISSING_SECONDS:
        raise UndecodableError(f"Its frames end at {last:,.0f} s of the {stated:,.0f} s that it states.")


def _one_a_second(decoded: Decoded, stream: VideoStream, pixels: int) -> Iterator[VideoFrame]:
    rate = _rate(stream)
    every = max(int(rate * _SECONDS), 1)
    following = 0.0
    for number, frame in enumerate(decoded):
        timestamp = number / rate if rate else float(frame.time or 0.0)
        if (rate and number % every == 0) or (not rate and timestamp >= following):
            following = timestamp + _SECONDS
            yield VideoFrame(number, timestamp, _pixels(frame, pixels))


def _keyframes(decoded: Decoded, stream: VideoStream, pixels: int) -> Iterator[VideoFrame]:
    """Two a second at most: where every frame is a key, there is nothing to skip."""
    rate = _rate(stream)
    following = 0.0
    for place, frame in enumerate(decoded):
        timestamp = float(frame.time) if frame.time is not None else following
        if timestamp >= following:
            following = timestamp + _SECONDS / 2
            yield VideoFrame(round(timestamp * rate) if rate else place, timestamp, _pixels(frame, pixels))


def _rate(stream: VideoStream) -> float:
    """Frames a second, as the reference asks for it; 0 where it is not to be believed."""
    stated = float(stream.average_rate or stream.base_rate or 0)
    return stated if 0 < stated <= _MOST_RATE else 0.0


def _pixels(frame: av.VideoFrame, pixels: int) -> Picture:
    _check_size(frame.width, frame.height, pixels)  # it may change within a video
    return np.ascontiguousarray(frame.to_ndarray(format="rgb24"), np.uint8)


def _check_size(width: int, height: int, pixels: int) -> None:
    if width * height > pixels:
        raise UndecodableError(f"The video has {width:,} x {height:,} pixels, more than the {pixels:,} that may be.")


def _words(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error)
    return " ".join(str(said).split()).rstrip(".") or type(error).__name__
