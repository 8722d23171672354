"""PDQ, the perceptual hash of pictures: 256 bits that stay near each other when a picture is scaled or saved again.

hashed = pdq(picture)                # (height, width, 3) uint8 -> hash, quality; equal to ``pdqhash`` in every bit
eight = pdq_of_turns(picture)        # the hashes of the picture turned and mirrored
"""

from nigehban.media.pdq.hashing import (
    HASH_BYTES,
    LEAST_SIDE,
    Pdq,
    Turned,
    pdq,
    pdq_of_turns,
    rough_pdq,
    rough_pdq_of_means,
)
from nigehban.media.turn import Turn

__all__ = [
    "HASH_BYTES",
    "LEAST_SIDE",
    "Pdq",
    "Turn",
    "Turned",
    "pdq",
    "pdq_of_turns",
    "rough_pdq",
    "rough_pdq_of_means",
]
