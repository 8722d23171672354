"""PDQ beside ``pdqhash``: how many bits differ, and what a picture costs from the file to the hash."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from types import ModuleType
from typing import Any

import numpy as np
from PIL import Image
from tests.media.pictures import Picture, picture

from bench.pdq_pictures import jpeg, photograph
from bench.pdq_steps import by_decoder_scaled, exact
from bench.report import Report, versions
from nigehban.media.decoding.first_pass import LEAST_SIDE_BY_MEANS
from nigehban.media.decoding.jpeg import BLOCK_SIDE, header_of, means_of
from nigehban.media.pdq import Pdq, pdq, pdq_of_turns, rough_pdq, rough_pdq_of_means

PEER = "peer: Pillow + pdqhash"
ROUNDS = 3
SHARES = (0.0, 0.05, 0.2, 1.0)
"""Of the pictures that the first pass puts near a known one, so that they are hashed again in full."""
MARGIN = 14
"""Bits by which the first pass is asked for more than the search that follows."""
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "HSV", "LAB", "I", "F")


def run(*, full: bool) -> Iterator[Report]:
    """Three tables: bits beside the peer, bits of the first pass, processor time."""
    if find_spec("pdqhash"):
        yield _bits(import_module("pdqhash"), 2000 if full else 240)
    yield _first_pass(100 if full else 20)
    for height, width in ((512, 512), (3000, 4000)):
        yield _costs(height, width, 12 if full else 6)


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
        "12 megapixels": [photograph(number, 3000, 4000) for number in range(3)],
    }
    for name, pictures in kinds.items():
        bits = turns = qualities = rough = 0
        for made in pictures:
            theirs, quality = pdqhash.compute(made)
            ours = pdq(made)
            bits += _differing(theirs, ours.hash)
            turns += _differing(np.array(pdqhash.compute_dihedral(made)[0]), pdq_of_turns(made).hashes.tobytes())
            qualities += ours.quality != quality
            rough += _differing(theirs, rough_pdq(made).pdq.hash)
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


def _first_pass(count: int) -> Report:
    """How far the first pass is from the full hash, where the quality allows a search."""
    report = Report(
        "PDQ's first pass: bits from the full hash",
        "python -m bench --only pdq",
        ("pictures", "searched", "means of blocks: median, most", f"over {MARGIN}", "decoder: median, most", "over"),
    )
    for height, width in ((512, 512), (768, 1024), (1080, 1920), (3000, 4000)):
        some = max(count // 4, 6) if height > 2000 else count
        files = [jpeg(photograph(number, height, width)) for number in range(some)]
        report.add(f"{some} photographs of {width} x {height}", *_distances(files))
        files = [_drawing(number, height, width) for number in range(some)]
        report.add(f"{some} of ten kinds (ramps, stripes, text ...)", *_distances(files))
    report.notes.append(
        "Searched are those of quality 50 and more. Pictures of mere stripes or ramps have many waves of one size: "
        "their bits are chance in every way, and between two copies of one picture too."
    )
    report.notes.append(f"By means of blocks from {LEAST_SIDE_BY_MEANS} pixels on, by the decoder below that.")
    report.notes.append(versions("nigehban", "pillow", "simplejpeg", "numba"))
    return report


def _distances(files: list[bytes]) -> tuple[object, ...]:
    by_means, by_decoder = [], []
    for data in files:
        full = exact(data)
        if full.quality >= 50:
            by_means.append(_bits_between(full, _by_means(data)))
            by_decoder.append(_bits_between(full, by_decoder_scaled(data)))
    cells: list[object] = [len(by_means)]
    for bits in (by_means, by_decoder):
        cells += [f"{median(bits):.0f}, {max(bits)}", sum(one > MARGIN for one in bits)]
    return tuple(cells)


def _by_means(data: bytes) -> Pdq:
    header = header_of(data)
    means = None if header is None else means_of(data, header)
    if header is None or means is None:
        raise AssertionError("a plain JPEG has means")
    return rough_pdq_of_means(means, header.height, header.width, BLOCK_SIDE).pdq


def _bits_between(one: Pdq, other: Pdq) -> int:
    return (int.from_bytes(one.hash) ^ int.from_bytes(other.hash)).bit_count()


def _drawing(number: int, height: int, width: int) -> bytes:
    made = Image.fromarray(picture(number)).resize((width, height), Image.Resampling.BICUBIC)
    return jpeg(np.asarray(made))


def _costs(height: int, width: int, count: int) -> Report:
    report = Report(
        f"PDQ from the file to the hash: {count} JPEG of {width} x {height}",
        "python -m bench --only pdq",
        ("way", "CPU ms a picture", "times the peer", "CPU ms, freed memory kept", "times the peer, kept too"),
    )
    plain, kept = (_step(height, width, count, *words) for words in ((), ("keep",)))
    ways = [_named(step["ms"]) for step in (plain, kept)]
    for name in ways[0]:
        cells = [(way[name], f"{way[PEER] / way[name]:.1f} x" if PEER in way else "no peer") for way in ways]
        report.add(name, *(cell for pair in cells for cell in pair))
    report.notes.append(f"{plain['megabytes']:.2f} MB a picture; the first pass is {plain['scaled']}.")
    report.notes.append(
        "Two passes at n %: every picture by the first pass, and n % of them again in full, because they were near a "
        "known one. The least of each picture's rounds by turns, the median of the pictures. PDQ alone, from the "
        "file's bytes: no digests, no process, no search."
    )
    report.notes.append(
        "The processes of `nigehban media hash` keep freed memory (mallopt): what people run are the peer of the first "
        "columns and ours of the last."
    )
    report.notes.append(versions("nigehban", "pdqhash", "pillow", "simplejpeg", "numba"))
    return report


def _named(taken: dict[str, float]) -> dict[str, float]:
    """All ways, two passes among them, by their names in the table."""
    named = {PEER: taken["peer"]} if "peer" in taken else {}
    named["exact: every bit of pdqhash"] = taken["exact"]
    named["first pass alone"] = taken["first pass"]
    named["(decoder at a part of the size, as first pass)"] = taken["decoder at a part of the size"]
    for share in SHARES:
        named[f"two passes, {share:.0%} near"] = taken["first pass"] + share * taken["exact"]
    return named


def _step(height: int, width: int, count: int, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.pdq_steps", str(height), str(width), str(count), str(ROUNDS), *words]
    told: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return told
