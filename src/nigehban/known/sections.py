"""A file of named arrays, mapped into memory and read-only.

Eight bytes say the kind of file, eight the length of the directory (JSON: name, dtype, shape and place of every
array), then come the arrays, each at a multiple of 64 bytes, and a closing mark. The directory says how long the
file is, so that one cut short or grown is found when it is opened; a changed byte inside an array is found by the
digests of whoever keeps the file.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nigehban.known.errors import KeyFileError

Arrays = dict[str, NDArray[Any]]

_ALIGNED: Final = 64
_FRONT: Final = 16
_CLOSING: Final = b"\nend of keys\n"
_LONGEST: Final = 1 << 16
_DTYPES: Final = {name: np.dtype(name) for name in ("<u8", "<u4", "|u1")}


class Layout:
    """Where each array of a file lies: computed from names, dtypes and shapes alone."""

    def __init__(self, kind: bytes, arrays: Mapping[str, tuple[str, tuple[int, ...]]]) -> None:
        """``kind``: 8 bytes; ``arrays``: name to (one of ``<u8``, ``<u4``, ``|u1``; shape)."""
        self.kind = kind
        self.arrays = {name: (_DTYPES[code], shape) for name, (code, shape) in arrays.items()}
        listed = [[name, code, list(shape)] for name, (code, shape) in arrays.items()]
        self.front = kind + len(text := json.dumps(listed).encode()).to_bytes(8, "little") + text
        self.places: dict[str, int] = {}
        at = len(self.front)
        for name, (dtype, shape) in self.arrays.items():
            at = -(-at // _ALIGNED) * _ALIGNED
            self.places[name] = at
            at += dtype.itemsize * int(np.prod(shape, dtype=object))
        self.closing = at
        self.size = at + len(_CLOSING)


@contextmanager
def create(path: Path, kind: bytes, arrays: Mapping[str, tuple[str, tuple[int, ...]]]) -> Iterator[Arrays]:
    """Make the file, give its arrays to be filled (zeros before), and have it on the disk at the end.

    Raises ``FileExistsError`` when it is there, ``OSError`` when the disk has no room. Drop the arrays afterwards.
    """
    layout = Layout(kind, arrays)
    with path.open("xb+") as file:
        os.posix_fallocate(file.fileno(), 0, layout.size)  # a full disk is an error here, and a dead process later
        file.write(layout.front)
        file.seek(layout.closing)
        file.write(_CLOSING)
        file.flush()
        mapped = mmap.mmap(file.fileno(), layout.size)
        yield _views(mapped, layout)
        mapped.flush()
        os.fsync(file.fileno())


def open_sections(path: Path, kind: bytes) -> Arrays:
    """Map the arrays of a file read-only. ``KeyFileError`` names the file and says what is wrong with it."""
    try:
        with path.open("rb") as file:
            layout = _read_layout(path, file.read(_FRONT + _LONGEST), kind)
            size = os.fstat(file.fileno()).st_size
            if size != layout.size:
                wrong = "cut short" if size < layout.size else "longer than written"
                raise KeyFileError(f"{path}: {wrong}: {size:,} bytes instead of {layout.size:,}. Get it anew.")
            mapped = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
    except OSError as error:
        raise KeyFileError(f"{path}: can not be read: {error.strerror}") from error
    if mapped[layout.closing :] != _CLOSING:
        raise KeyFileError(f"{path}: its end is not what was written there. Get it anew.")
    return _views(mapped, layout)


def _read_layout(path: Path, front: bytes, kind: bytes) -> Layout:
    if front[:8] != kind:
        raise KeyFileError(f"{path}: begins with {front[:8]!r} where a file of this kind begins with {kind!r}")
    try:
        length = int.from_bytes(front[8:_FRONT], "little")
        listed = json.loads(front[_FRONT : _FRONT + length])
        layout = Layout(kind, {str(name): (code, _shape(shape)) for name, code, shape in listed})
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise KeyFileError(f"{path}: its directory can not be read. Get it anew.") from error
    if front[: len(layout.front)] != layout.front:
        raise KeyFileError(f"{path}: its directory is not as it was written. Get it anew.")
    return layout


def _shape(shape: list[int]) -> tuple[int, ...]:
    if not all(isinstance(size, int) and 0 <= size < 1 << 40 for size in shape):
        raise ValueError(shape)
    return tuple(shape)


def _views(mapped: mmap.mmap, layout: Layout) -> Arrays:
    return {
        name: np.frombuffer(mapped, dtype, int(np.prod(shape, dtype=np.int64)), layout.places[name]).reshape(shape)
        for name, (dtype, shape) in layout.arrays.items()
    }
