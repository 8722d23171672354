"""What is found out about a file, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

FULL: Final = "pdq"
"""The producer of a hash that equals pdqhash in every bit."""


class Frames(StrEnum):
    """Which frames of a video are hashed."""

    NONE = "none"
    EVERY_SECOND = "every-second"
    KEYFRAMES = "keyframes"


@dataclass(frozen=True, slots=True)
class Wants:
    """What is asked of each file beside MD5, SHA-1, SHA-256 and the exact PDQ."""

    blake3: bool = False
    scaled: bool = False
    """JPEG by the scaled way: a first pass, to be confirmed at full resolution."""
    frames: Frames = Frames.NONE
    turns: bool = False
    """The hashes of all eight turns."""


class Frame(NamedTuple):
    """A frame of a video in the parts of a vPDQ line: ``frame,quality,hex,timestamp``; its turns if they are wanted."""

    frame: int
    quality: int
    hex: str
    timestamp: float
    turns: tuple[str, ...] = ()


@dataclass(slots=True)
class Hashed:
    """A file. ``None`` is what does not apply or was not found out; then ``error`` says why it was not.

    ``path`` is as it was given. ``type`` is a media type by content, ``None`` where it is no kind that is decoded.
    ``producer`` says how the PDQ was made: ``pdq`` (every bit as pdqhash, full resolution) or ``pdq-gray-3/8`` (of the
    scaled way, with the scale). ``turns`` are the PDQ of the eight turns in the order of ``Turn``. ``width`` and
    ``height`` are those in the file.
    """

    path: str
    size: int | None = None
    type: str | None = None
    md5: str | None = None
    sha1: str | None = None
    sha256: str | None = None
    blake3: str | None = None
    pdq: str | None = None
    pdq_quality: int | None = None
    producer: str | None = None
    turns: tuple[str, ...] = ()
    width: int | None = None
    height: int | None = None
    frames: list[Frame] | None = None
    error: str | None = None
