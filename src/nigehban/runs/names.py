"""Numbers of leads and networks as officers write them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_LETTERS = np.frombuffer(b"0123456789abcdefghjkmnpqrstvwxyz", np.uint8)
"""Crockford's base 32: no i, l, o, u, so that a number survives a telephone."""
_DIGITS = 13
_VALUE = {letter: value for value, letter in enumerate(_LETTERS.tobytes().decode())}


def names(prefix: str, ids: NDArray[np.uint64]) -> pa.Array:
    """64-bit ids as ``prefix-`` and 13 letters and digits, for example ``L-0f3k9…``; order is kept."""
    shifts = np.arange(_DIGITS - 1, -1, -1, dtype=np.uint64) * np.uint64(5)
    letters = _LETTERS[((ids[:, None] >> shifts) & np.uint64(31)).astype(np.int64)]
    head = np.frombuffer(f"{prefix}-".encode(), np.uint8)
    text = np.concatenate([np.broadcast_to(head, (len(ids), len(head))), letters], axis=1)
    width = text.shape[1]
    offsets = np.arange(len(ids) + 1, dtype=np.int32) * width
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(text))]
    return pa.Array.from_buffers(pa.string(), len(ids), buffers)


def name(prefix: str, one: int) -> str:
    """The same for one id."""
    return str(names(prefix, np.array([one], np.uint64))[0].as_py())


def id_of(name: str) -> int | None:
    """The id that a name of ``names`` stands for, whatever its prefix and its case; ``None`` where it is no such name.

    A lead's number is the id of its first referral, so that it leads to that referral for ever.
    """
    _prefix, dash, digits = name.strip().lower().partition("-")
    if not dash or len(digits) != _DIGITS or not set(digits) <= _VALUE.keys():
        return None
    value = 0
    for digit in digits:
        value = value << 5 | _VALUE[digit]
    return value if value < 1 << 64 else None
