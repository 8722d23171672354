"""Files that are matched: hashed by ``nigehban.media``, each of their hashes a query under the file's path.

A picture and a frame of a video are asked for in all eight turns: nobody can tell which way round the known copy lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import compress, islice
from typing import Final

import numpy as np

from nigehban.known import LEAST_QUALITY
from nigehban.known.arrays import U8, Flags
from nigehban.media import FULL, Frame, Frames, Hashed, Turn, Wants, find_files, hash_files
from nigehban.runs.known.queries import BadFile, Place, Queries

_DIGESTS: Final = ("md5", "sha1", "sha256")
_PORTION: Final = 4096
"""Files that are matched together: few enough that an answer comes while others are still hashed."""
_MOST_QUERIES: Final = 1 << 16
"""A video may have thousands of frames."""


def hash_queries(
    paths: Iterable[str],
    *,
    workers: int = 0,
    frames: Frames = Frames.EVERY_SECOND,
    worth_a_look: Callable[[U8], Flags] | None = None,
) -> Iterator[Queries]:
    """All files under the paths in portions; what could not be hashed, in whole or in part, is listed with the reason.

    With ``worth_a_look`` pictures are hashed by a first pass; those of which any turn's hash, (hashes, 32) of uint8, is
    worth a look are hashed again in full, the others are asked for by their digests alone. Raises
    ``nigehban.media.MediaError`` when no process can be started.
    """
    wants = Wants(frames=frames, turns=True, scaled=worth_a_look is not None)
    found = hash_files(find_files(paths), wants, workers=workers)
    if worth_a_look is not None:
        found = _confirmed(found, worth_a_look, workers)
    portion = Queries()
    for hashed in found:
        _add(portion, hashed)
        if portion.items >= _PORTION or portion.count >= _MOST_QUERIES:
            yield portion
            portion = Queries()
    yield portion


def _confirmed(first: Iterator[Hashed], worth_a_look: Callable[[U8], Flags], workers: int) -> Iterator[Hashed]:
    """The files in their order; no hash of the first pass is handed on."""
    while some := list(islice(first, _PORTION)):
        rough = [one for one in some if one.turns and one.producer != FULL]
        hashes = np.frombuffer(b"".join(data for one in rough for data in _bytes(one.turns)), np.uint8).reshape(-1, 32)
        chosen: Flags = np.any(worth_a_look(hashes).reshape(len(rough), len(Turn)), axis=1)
        again = hash_files((one.path for one in compress(rough, chosen)), Wants(turns=True), workers=workers)
        full = {one.path: one for one in again}
        for one in rough:
            one.pdq, one.turns = None, ()
        yield from (full.get(one.path, one) for one in some)


def _add(portion: Queries, hashed: Hashed) -> None:
    path = hashed.path.encode("utf-8", "backslashreplace").decode()
    for algorithm in _DIGESTS:
        digits = getattr(hashed, algorithm)
        if digits is not None:
            portion.add(algorithm, path, bytes.fromhex(digits), None)
    if hashed.pdq is not None:
        portion.add_turns("pdq", path, _bytes(hashed.turns), hashed.pdq_quality)
    _add_frames(portion, path, hashed.frames or [])
    portion.items += 1
    if hashed.error is not None:
        portion.bad.append(BadFile(path, hashed.error))


def _add_frames(portion: Queries, path: str, frames: list[Frame]) -> None:
    searched = sum(frame.quality >= LEAST_QUALITY for frame in frames)
    for frame in frames:
        portion.add_turns("pdq", path, _bytes(frame.turns), frame.quality, Place(frame.timestamp, searched))


def _bytes(turns: Iterable[str]) -> list[bytes]:
    return [bytes.fromhex(digits) for digits in turns]
