"""What a JPEG costs from its bytes to its PDQ, for ``bench.pdq``: all ways by turns, in one process.

``python -m bench.pdq_steps HEIGHT WIDTH COUNT ROUNDS [keep]`` prints JSON: milliseconds of processor time a picture
by way, the least of all rounds for each picture, then the median of the pictures. ``keep``: freed memory is kept
(mallopt), as in the processes of ``nigehban media hash``.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from statistics import median

import numpy as np
from PIL import Image

from bench.pdq_pictures import jpeg, photograph
from nigehban.media.decoding.first_pass import FirstPass, hash_roughly
from nigehban.media.decoding.hashing import keep_freed_memory
from nigehban.media.decoding.pictures import decode_picture
from nigehban.media.kinds import Kind
from nigehban.media.pdq import Pdq, pdq, rough_pdq

PIXELS = 2**28
Way = Callable[[bytes], object]


def main() -> None:
    """Measure, and print."""
    height, width, count, rounds = map(int, sys.argv[1:5])
    if "keep" in sys.argv:
        keep_freed_memory()
    files = [jpeg(photograph(number, height, width)) for number in range(count)]
    least = {name: [float("inf")] * count for name in WAYS}
    for _ in range(rounds + 1):  # the first is for warming up, and never the least
        for number, data in enumerate(files):
            for name, way in WAYS.items():
                start = time.process_time()
                way(data)
                least[name][number] = min(least[name][number], time.process_time() - start)
    taken = {name: median(times) * 1000 for name, times in least.items()}
    megabytes = sum(map(len, files)) / count / 1e6
    print(
        json.dumps(
            {"ms": taken, "megabytes": megabytes, "scaled": hash_roughly(files[0], Kind.JPEG, pixels=PIXELS).producer}
        )
    )


def exact(data: bytes) -> Pdq:
    """Every bit of pdqhash."""
    return pdq(decode_picture(data, Kind.JPEG, pixels=PIXELS).picture)


def first_pass(data: bytes) -> Pdq:
    """What ``--scaled`` does."""
    found = hash_roughly(data, Kind.JPEG, pixels=PIXELS)
    return found.turned.pdq if isinstance(found, FirstPass) else pdq(found.picture)


def by_decoder_scaled(data: bytes) -> Pdq:
    """JPEG decoded in gray at a part of its size."""
    return rough_pdq(decode_picture(data, Kind.JPEG, pixels=PIXELS, scaled=True).picture).pdq


def _peer(data: bytes) -> object:
    import pdqhash

    with Image.open(io.BytesIO(data)) as image:
        return pdqhash.compute(np.asarray(image.convert("RGB")))


WAYS: dict[str, Way] = {"exact": exact, "first pass": first_pass, "decoder at a part of the size": by_decoder_scaled}
if find_spec("pdqhash"):
    WAYS = {"peer": _peer, **WAYS}

if __name__ == "__main__":
    main()
