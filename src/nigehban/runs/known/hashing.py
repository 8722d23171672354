"""Files that are matched: hashed by ``nigehban.media``, each of their hashes a query under the file's path.

A picture and a frame of a video are asked for in all eight turns: nobody can tell which way round the known copy lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from nigehban.known import LEAST_QUALITY
from nigehban.media import Frame, Frames, Hashed, Wants, find_files, hash_files
from nigehban.runs.known.queries import BadFile, Place, Queries

_DIGESTS: Final = ("md5", "sha1", "sha256")
_PORTION: Final = 4096
"""Files that are matched together: few enough that an answer comes while others are still hashed."""
_MOST_QUERIES: Final = 1 << 16
"""A video may have thousands of frames."""


def hash_queries(paths: Iterable[str], *, workers: int = 0, frames: Frames = Frames.EVERY_SECOND) -> Iterator[Queries]:
    """All files under the paths in portions; what could not be hashed, in whole or in part, is listed with the reason.

    Raises ``nigehban.media.MediaError`` when no process can be started.
    """
    portion = Queries()
    for hashed in hash_files(find_files(paths), Wants(frames=frames, turns=True), workers=workers):
        _add(portion, hashed)
        if portion.items >= _PORTION or portion.count >= _MOST_QUERIES:
            yield portion
            portion = Queries()
    yield portion


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
