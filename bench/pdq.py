"""PDQ beside ``pdqhash``: how many bits differ, and what a picture costs from the file to the hash."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from types import ModuleType

import numpy as np
from numpy.random import RandomState
from PIL import Image
from tests.media.pictures import Picture, clouds, picture

from bench.report import Report, versions
from nigehban.media.decoding.pictures import decode_picture
from nigehban.media.kinds import Kind
from nigehban.media.pdq import Pdq, pdq, pdq_of_turns, rough_pdq

RUNS = 3
NEAR = 45
"""A scaled hash within this distance of a known one is made again at full resolution."""
KNOWN_SHARE = 20
"""One picture in so many is known."""
_PIXELS = 2**28
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "HSV", "LAB", "I", "F")
Job = Callable[[list[bytes]], object]


def run(*, full: bool) -> Iterator[Report]:
    """Two tables: bits, and processor time."""
    try:
        import pdqhash
    except ImportError:
        pdqhash = None
    if pdqhash:
        yield _bits(pdqhash, 2000 if full else 240)
    for height, width in ((512, 512), (3000, 4000)):
        yield _costs(pdqhash, height, width, 40 if full else 20)


def _bits(pdqhash: ModuleType, count: int) -> Report:
    """Every bit of all eight hashes, and the quality, of generated pictures and of all modes of Pillow."""
    report = Report(
        "PDQ beside pdqhash: what differs",
        "python -m bench --only pdq",
        ("pictures", "how many", "bits of the hash", "bits of the eight hashes", "qualities", "bits, fast way alone"),
    )
    kinds = {
        "generated, ten kinds": [picture(number) for number in range(count)],
        f"modes of Pillow: {', '.join(_MODES)}": [_of_mode(mode) for mode in _MODES],
        "12 megapixels": [_photograph(number, 3000, 4000) for number in range(4)],
    }
    for name, pictures in kinds.items():
        bits = turns = qualities = rough = 0
        for made in pictures:
            theirs, quality = pdqhash.compute(made)
            ours = pdq(made)
            bits += _differing(theirs, ours.hash)
            turns += _differing(np.array(pdqhash.compute_dihedral(made)[0]), pdq_of_turns(made).hashes.tobytes())
            qualities += ours.quality != quality
            rough += _differing(theirs, rough_pdq(made).hash)
        report.add(name, len(pictures), bits, turns, qualities, rough)
    report.notes.append(versions("nigehban", "pdqhash", "pillow", "numba"))
    return report


def _differing(theirs: object, ours: bytes) -> int:
    return int((np.asarray(theirs).ravel() != np.unpackbits(np.frombuffer(ours, np.uint8))).sum())


def _of_mode(mode: str) -> Picture:
    image = Image.fromarray(picture(11))
    made = Image.merge("LAB", image.split()) if mode == "LAB" else image.convert(mode)
    try:
        return np.array(made.convert("RGB"))
    except ValueError:  # Pillow has no way from Lab to RGB
        return np.array(image)


def _costs(pdqhash: ModuleType | None, height: int, width: int, count: int) -> Report:
    files = [_jpeg(_photograph(number, height, width)) for number in range(count)]
    report = Report(
        f"PDQ from the file to the hash: {count} JPEG of {width} x {height}",
        "python -m bench --only pdq",
        ("way", "CPU ms a picture", "times the peer's speed"),
    )
    known = [int.from_bytes(_exact(data).hash) for data in files[::KNOWN_SHARE]]
    ways: dict[str, Job] = {
        "exact: simplejpeg in RGB, every bit of pdqhash": lambda files: [_exact(data) for data in files],
        "scaled: simplejpeg in gray, the first pass": lambda files: [_scaled(data) for data in files],
        f"two passes: scaled, then exact where near one of {len(known)} known": lambda files: _both(files, known),
    }
    if pdqhash:
        ways = {"peer: Pillow + pdqhash": lambda files: [_peer(pdqhash, data) for data in files], **ways}
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(RUNS):
        for name, job in ways.items():
            start = time.process_time()
            job(files)
            best[name] = min(best[name], time.process_time() - start)
    peer = next(iter(best.values()))
    for name, taken in best.items():
        report.add(name, taken / count * 1000, f"{peer / taken:.1f} x" if pdqhash else "pdqhash is not installed")
    report.notes.append(f"The best of {RUNS} runs by turns, one process. One picture in {KNOWN_SHARE} is known.")
    report.notes.append("The command's processes keep freed memory besides (mallopt), which would serve the peer too.")
    report.notes.append(versions("nigehban", "pdqhash", "pillow", "simplejpeg", "numba"))
    return report


def _exact(data: bytes) -> Pdq:
    return pdq(decode_picture(data, Kind.JPEG, pixels=_PIXELS).picture)


def _scaled(data: bytes) -> Pdq:
    return rough_pdq(decode_picture(data, Kind.JPEG, pixels=_PIXELS, scaled=True).picture)


def _both(files: list[bytes], known: list[int]) -> int:
    """How many were found; all that are known must be."""
    found = 0
    for data in files:
        first = int.from_bytes(_scaled(data).hash)
        if any((first ^ one).bit_count() <= NEAR for one in known):
            exact = int.from_bytes(_exact(data).hash)
            found += any((exact ^ one).bit_count() <= 31 for one in known)
    if found < len(known):
        raise AssertionError(f"{found} of {len(known)} known pictures were found")
    return found


def _peer(pdqhash: ModuleType, data: bytes) -> object:
    with Image.open(io.BytesIO(data)) as image:
        return pdqhash.compute(np.asarray(image.convert("RGB")))


def _photograph(number: int, height: int, width: int) -> Picture:
    """Soft shapes of all scales with the grain of a sensor."""
    random = RandomState(number)
    made = clouds(random, height, width) // 2 + 64 + random.randint(-6, 7, (height, width, 3))
    return np.clip(made, 0, 255).astype(np.uint8)


def _jpeg(made: Picture) -> bytes:
    file = io.BytesIO()
    Image.fromarray(made).save(file, "JPEG", quality=88)
    return file.getvalue()
