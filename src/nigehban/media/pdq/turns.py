"""The eight ways to turn and mirror a picture, as signs and transpositions of its waves.

Mirroring a picture changes the sign of every other wave, turning it by its diagonal swaps rows and columns: all
eight hashes come of one transform. Which of the eight is "the" hash of a picture cannot be told; all are asked for.
Source: ThreatExchange, pdq/cpp/hashing/pdqhashing.cpp (dct16OriginalToRotate90 and its siblings).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from nigehban.media.pdq.arrays import F32
from nigehban.media.pdq.waves import WAVES
from nigehban.media.turn import Turn

_ROW, _COLUMN = np.indices((WAVES, WAVES)) % 2
_PLAIN: Final = np.ones((WAVES, WAVES), np.float32)
_ODD_ROWS: Final = np.where(_ROW, 1, -1).astype(np.float32)
_ODD_COLUMNS: Final = np.where(_COLUMN, 1, -1).astype(np.float32)
_EVEN_SUMS: Final = _ODD_ROWS * _ODD_COLUMNS
SIGNS: Final = (_PLAIN, _ODD_COLUMNS, _EVEN_SUMS, _ODD_ROWS)
"""The four patterns of signs; each serves one turn as it is and one transposed."""
_TURNS: Final[dict[Turn, tuple[F32, bool]]] = {
    Turn.ORIGINAL: (_PLAIN, False),
    Turn.ROTATE_90: (_ODD_COLUMNS, True),
    Turn.ROTATE_180: (_EVEN_SUMS, False),
    Turn.ROTATE_270: (_ODD_ROWS, True),
    Turn.FLIP_X: (_ODD_ROWS, False),
    Turn.FLIP_Y: (_ODD_COLUMNS, False),
    Turn.FLIP_PLUS_1: (_PLAIN, True),
    Turn.FLIP_MINUS_1: (_EVEN_SUMS, True),
}


def turned(waves: F32, turn: Turn) -> F32:
    """The waves of the turned picture, (16, 16)."""
    signs, transposed = _TURNS[turn]
    signed = waves * signs
    return signed.T if transposed else signed
