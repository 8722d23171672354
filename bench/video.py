"""Keyframes as a first pass: how much faster than a frame a second, and how many copies of known films they find."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from statistics import median

import av
import numpy as np
from numpy.typing import NDArray

from bench.report import Report, versions
from bench.video_films import COPIES, copy, film
from nigehban.media.decoding.videos import frames_of
from nigehban.media.kinds import Kind
from nigehban.media.pdq import pdq

NEAR, LEAST_QUALITY, SHARE = 31, 50, 0.8
"""vPDQ's: bits, quality, and the part of a query's frames that make two videos match."""
GOPS = (25, 75, 250)
Hashes = NDArray[np.uint8]


def run(*, full: bool) -> Iterator[Report]:
    """Two tables: what is found, and what it costs."""
    count, seconds = (30, 60) if full else (6, 20)
    films = [film(number, seconds, GOPS[number % len(GOPS)]) for number in range(count)]
    yield _recall(films)
    yield _costs(films, seconds)


def _recall(films: list[bytes]) -> Report:
    report = Report(
        f"Videos by keyframes: copies of {len(films)} films found by the hashes of a frame a second",
        "python -m bench --only video",
        ("copy", "frames", "a film", "found by one frame", f"by {SHARE:.0%} of its frames", "frames found", "false"),
    )
    known = [_hashes(one, keyframes=False) for one in films]
    for how in COPIES:
        copies = [copy(one, how) for one in films]
        for keyframes in (False, True):
            asked = [_hashes(one, keyframes=keyframes) for one in copies]
            report.add(how.name, "keyframes" if keyframes else "1 a second", *_found(asked, known))
    report.notes.append(
        "Known are the films' hashes at 1 a second, asked for are the copies' frames: at most "
        f"{NEAR} bits, quality {LEAST_QUALITY}. False: pairs of a copy and another film with a frame in common."
    )
    report.notes.append(
        "Generated films: scenes of 2 to 6 s, most of them moving, GOPs of 25, 75 and 250 frames (x264 sets a "
        "keyframe at a cut besides). Copies are decoded and encoded again."
    )
    report.notes.append(versions("nigehban", "av"))
    return report


def _found(asked: list[Hashes], known: list[Hashes]) -> tuple[object, ...]:
    """Frames a film; films found by one frame and by most; the share of all frames; pairs that should not match."""
    shares = [_share(one, other) for one, other in zip(asked, known, strict=True)]
    frames = [len(one) for one in asked]
    false = sum(_share(one, other) > 0 for at, one in enumerate(asked) for to, other in enumerate(known) if at != to)
    total = sum(share * count for share, count in zip(shares, frames, strict=True)) / sum(frames)
    one, most = (sum(share > 0 for share in shares), sum(share >= SHARE for share in shares))
    return f"{median(frames):.0f}", f"{one} of {len(asked)}", f"{most} of {len(asked)}", f"{total:.1%}", false


def _share(asked: Hashes, known: Hashes) -> float:
    """The part of the frames that has a near one in the other film."""
    if not len(asked):
        return 0.0
    bits = np.bitwise_count(asked[:, None] ^ known[None]).sum(axis=2)
    return float((bits.min(axis=1) <= NEAR).mean())


def _hashes(data: bytes, *, keyframes: bool) -> Hashes:
    """Of the frames that are good enough: (frames, 32)."""
    frames = frames_of(io.BytesIO(data), Kind.MP4, pixels=2**28, keyframes=keyframes)
    found = [pdq(frame.picture) for frame in frames]
    good = b"".join(one.hash for one in found if one.quality >= LEAST_QUALITY)
    return np.frombuffer(good, np.uint8).reshape(-1, 32)


def _costs(films: list[bytes], seconds: int) -> Report:
    report = Report(
        f"Videos by keyframes: what {len(films)} films of {seconds} s cost",
        "python -m bench --only video",
        ("way", "CPU ms a film, median", "times real time", "times a frame a second"),
    )
    taken: dict[str, list[float]] = {}
    for data in films * 2:  # by turns; the first round loads the code
        for name, seconds_taken in _timed(data):
            taken.setdefault(name, []).append(seconds_taken)
    base = median(taken["nigehban, a frame a second"][len(films) :])
    for name, times in taken.items():
        one = median(times[len(films) :])
        report.add(name, one * 1000, f"{seconds / one:.0f} x", f"{base / one:.1f} x")
    report.notes.append("H.264, 640 x 360, 25 frames a second, decoded in one thread.")
    report.notes.append("vpdq itself is not compared here: there is no wheel of it to install.")
    report.notes.append(versions("nigehban", "av", "pdqhash"))
    return report


def _timed(data: bytes) -> Iterator[tuple[str, float]]:
    for name, keyframes in (("nigehban, a frame a second", False), ("nigehban, keyframes", True)):
        start = time.process_time()
        _hashes(data, keyframes=keyframes)
        yield name, time.process_time() - start
    if find_spec("pdqhash"):
        start = time.process_time()
        _peer(data)
        yield "peer: PyAV and pdqhash, a frame a second", time.process_time() - start


def _peer(data: bytes) -> None:
    compute = import_module("pdqhash").compute
    with av.open(io.BytesIO(data)) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1
        every = int(stream.average_rate or 1)
        for number, frame in enumerate(container.decode(stream)):
            if number % every == 0:
                compute(frame.to_ndarray(format="rgb24"))
