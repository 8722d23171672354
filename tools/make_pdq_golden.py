#!/usr/bin/env python3
"""Write what ``pdqhash`` says of the tests' pictures, so that the tests need no ``pdqhash``.

    pip install pdqhash && python tools/make_pdq_golden.py      # in the repository's root

A row: the picture's number, the SHA-256 of its bytes (first 16 digits), its hash, its quality, and the SHA-256 of the
eight hashes of its turns (first 16 digits).
"""

from __future__ import annotations

import csv
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pdqhash

ROOT = Path(__file__).resolve().parents[1]
PICTURES = 240


def main() -> None:
    """Write ``tests/media/pdq/golden.csv``."""
    sys.path.insert(0, str(ROOT))
    from tests.media.pictures import picture  # noqa: PLC0415 - found from the root only

    with (ROOT / "tests/media/pdq/golden.csv").open("w", newline="", encoding="ascii") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("number", "picture", "hash", "quality", "turns"))
        for number in range(PICTURES):
            made = picture(number)
            bits, quality = pdqhash.compute(made)
            turns = np.packbits(np.array(pdqhash.compute_dihedral(made)[0]), axis=1)
            digest = sha256(made.tobytes()).hexdigest()[:16]
            rows.writerow((number, digest, np.packbits(bits).tobytes().hex(), quality, _short(turns.tobytes())))


def _short(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


if __name__ == "__main__":
    main()
