"""From a file's content to its hashes, in the process that may die of it."""

from __future__ import annotations

import ctypes
import time
import warnings
from contextlib import suppress
from importlib import import_module
from io import FileIO
from types import ModuleType
from typing import Final

import numpy as np

from nigehban.media.decoding.first_pass import FirstPass, hash_roughly, warm_up_first_pass
from nigehban.media.decoding.limits import Limits, allowed
from nigehban.media.decoding.pictures import Decoded, decode_picture, prepare_pillow
from nigehban.media.errors import NotInstalledError, UndecodableError
from nigehban.media.hashes import FULL, Frame, Frames, Hashed, Wants
from nigehban.media.kinds import Kind
from nigehban.media.pdq import Pdq, pdq, pdq_of_turns, rough_pdq
from nigehban.media.pdq.arrays import Picture

_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3
_SPARE: Final = 0.9
"""The part of its time after which a video is stopped from within, so that the frames found by then are kept."""


def warm_up(wants: Wants) -> None:
    """Load codecs and compiled code, which takes memory and, the first time, writes files: before the limits hold."""
    warnings.simplefilter("ignore")  # what a codec finds odd is no business of the terminal
    keep_freed_memory()
    prepare_pillow()
    for colours in (1, 3):
        blank = np.zeros((8, 8, colours), np.uint8)
        pdq(blank)
        rough_pdq(blank)
    if wants.frames is not Frames.NONE:
        with suppress(NotInstalledError):  # each video will say so
            _videos().silence()
    if wants.scaled:
        warm_up_first_pass()


def keep_freed_memory() -> None:
    """Have glibc reuse the pages of the picture before: to be given new ones takes a tenth of a decoder's time.

    Arrays of up to 64 MiB are kept, 256 MiB in all (mallopt(3)); another C library goes on as it does.
    """
    with suppress(AttributeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(_M_MMAP_THRESHOLD, 2**26)
        libc.mallopt(_M_TRIM_THRESHOLD, 2**28)


def hash_picture(data: bytes, kind: Kind, hashed: Hashed, wants: Wants, limits: Limits) -> None:
    """Add the picture's size and PDQ. Raises ``UndecodableError`` and ``MemoryError``."""
    with allowed(limits.picture_seconds):
        if wants.scaled:
            found: FirstPass | Decoded = hash_roughly(data, kind, pixels=limits.pixels)
        else:
            found = decode_picture(data, kind, pixels=limits.pixels)
        hashed.width, hashed.height, hashed.producer = found.width, found.height, found.producer
        if isinstance(found, FirstPass):
            of_picture, turns = found.turned.pdq, found.turned.hexes if wants.turns else ()
        else:
            of_picture, turns = _hash_exactly(found.picture, wants)
    hashed.pdq, hashed.pdq_quality, hashed.turns = of_picture.hex, of_picture.quality, turns


def hash_video(file: FileIO, kind: Kind, hashed: Hashed, wants: Wants, limits: Limits) -> None:
    """Add the video's frames as they come: what was found before an error stays.

    Raises as ``hash_picture`` does, and ``NotInstalledError``.
    """
    frames_of = _videos().frames_of
    found: list[Frame] = []
    hashed.frames = found
    until = time.process_time() + limits.video_seconds * _SPARE
    with allowed(limits.video_seconds):
        for frame in frames_of(file, kind, pixels=limits.pixels, keyframes=wants.frames is Frames.KEYFRAMES):
            if len(found) >= limits.frames or time.process_time() > until:
                raise UndecodableError(f"The video goes on after {frame.timestamp:,.0f} s; the rest was not looked at.")
            hashed.height, hashed.width = frame.picture.shape[:2]
            of_frame, turns = _hash_exactly(frame.picture, wants)
            found.append(Frame(frame.number, of_frame.quality, of_frame.hex, round(frame.timestamp, 3), turns))
    hashed.producer = FULL
    if not found:
        raise UndecodableError("No frame of the video could be decoded.")


def _hash_exactly(picture: Picture, wants: Wants) -> tuple[Pdq, tuple[str, ...]]:
    """The hash, and those of the eight turns where they are wanted."""
    if not wants.turns:
        return pdq(picture), ()
    turned = pdq_of_turns(picture)
    return turned.pdq, turned.hexes


def _videos() -> ModuleType:
    """FFmpeg is an extra: what is not asked to look at videos needs none of it (docs/decisions/0007)."""
    try:
        return import_module("nigehban.media.decoding.videos")
    except ImportError as error:
        raise NotInstalledError(
            "The frames of a video are asked for, and the package av is not installed. Install it: "
            "pip install nigehban[video]"
        ) from error
