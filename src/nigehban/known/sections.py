"""A file of named arrays, mapped into memory and read-only.

Eight bytes say the kind of file, four the length of the directory (JSON: name, dtype and shape of every array), four
its CRC-32; then come the arrays, each at a multiple of 64 bytes, and a closing mark. The directory says how long the
file is, so that one cut short or grown is found when it is opened; a changed byte inside an array is found by the
digests of whoever keeps the file.
"""

from __future__ import annotations

import json
import math
import mmap
import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from nigehban.known.errors import KeyFileError

Specification = Mapping[str, tuple[str, tuple[int, ...]]]
"""Name to dtype (one of ``<u8``, ``<u4``, ``|u1``) and shape."""

_ALIGNED: Final = 64
_LENGTHS: Final = struct.Struct("<II")
_FRONT: Final = 8 + _LENGTHS.size
_CLOSING: Final = b"\nend of keys\n"
_LONGEST: Final = 1 << 16
_PIECE: Final = 1 << 16
"""Linux caches a file in pieces as large as they were written, and who reads a byte has its whole piece in memory."""
_DTYPES: Final = {name: np.dtype(name) for name in ("<u8", "<u4", "|u1")}


class Layout:
    """Where each array of a file lies: computed from names, dtypes and shapes alone."""

    def __init__(self, kind: bytes, arrays: Specification) -> None:
        """``kind``: 8 bytes."""
        self.kind = kind
        self.arrays = {name: (_DTYPES[code], shape) for name, (code, shape) in arrays.items()}
        listed = [[name, code, list(shape)] for name, (code, shape) in arrays.items()]
        directory = json.dumps(listed).encode()
        self.front = kind + _LENGTHS.pack(len(directory), zlib.crc32(directory)) + directory
        self.places: dict[str, int] = {}
        at = len(self.front)
        for name, (dtype, shape) in self.arrays.items():
            at = -(-at // _ALIGNED) * _ALIGNED
            self.places[name] = at
            at += dtype.itemsize * math.prod(shape)
        self.closing = at
        self.size = at + len(_CLOSING)


class Sections(dict[str, NDArray[Any]]):
    """The arrays of a file by name, mapped into memory."""

    def __init__(self, mapped: mmap.mmap, layout: Layout) -> None:
        """Use ``open_sections``."""
        self._mapped = mapped
        for name, (dtype, shape) in layout.arrays.items():
            self[name] = np.frombuffer(mapped, dtype, math.prod(shape), layout.places[name]).reshape(shape)

    def let_go(self) -> None:
        """Give memory that was read back to the system. It stays in its cache, and whoever reads it has it again."""
        self._mapped.madvise(mmap.MADV_DONTNEED)


class Writer:
    """Puts arrays into their places in a new file."""

    def __init__(self, file: BinaryIO, layout: Layout) -> None:
        """Use ``create``."""
        self._file = file
        self._layout = layout

    def put(self, name: str, values: NDArray[Any], at: int = 0) -> None:
        """Write values of the array, from the ``at``-th of its first axis on. ``ValueError`` when they do not fit."""
        dtype, shape = self._layout.arrays[name]
        row = dtype.itemsize * math.prod(shape[1:])
        if values.dtype != dtype or values.nbytes + at * row > row * shape[0]:
            raise ValueError(
                f"{name}: {values.shape} of {values.dtype} do not fit into {shape} of {dtype} from {at} on"
            )
        self._file.seek(self._layout.places[name] + at * row)
        data = np.ascontiguousarray(values).reshape(-1).view(np.uint8)
        for begin in range(0, len(data), _PIECE):
            self._file.write(data[begin : begin + _PIECE].data)


@contextmanager
def create(path: Path, kind: bytes, arrays: Specification) -> Iterator[Writer]:
    """Make the file, take its arrays (zeros where nothing is put), and have it on the disk at the end.

    Raises ``FileExistsError`` when it is there, ``OSError`` when the disk has no room.
    """
    layout = Layout(kind, arrays)
    with path.open("xb") as file:
        os.posix_fallocate(file.fileno(), 0, layout.size)  # a full disk is found at once, and writing is faster
        file.write(layout.front)
        yield Writer(file, layout)
        file.seek(layout.closing)
        file.write(_CLOSING)
        file.flush()
        os.fsync(file.fileno())


def open_sections(path: Path, kind: bytes, *, sparing: bool = False) -> Sections:
    """Map the arrays of a file read-only. ``KeyFileError`` names the file and says what is wrong with it.

    ``sparing``: in small pages, so that what is read here and there does not bring megabytes around it into memory.
    """
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
    if sparing:
        with suppress(OSError):  # a kernel without large pages
            mapped.madvise(mmap.MADV_NOHUGEPAGE)
    if mapped[layout.closing :] != _CLOSING:
        raise KeyFileError(f"{path}: its end is not what was written there. Get it anew.")
    return Sections(mapped, layout)


def _read_layout(path: Path, front: bytes, kind: bytes) -> Layout:
    if front[:8] != kind:
        raise KeyFileError(f"{path}: begins with {front[:8]!r} where a file of this kind begins with {kind!r}")
    try:
        length, _ = _LENGTHS.unpack(front[8:_FRONT])
        listed = json.loads(front[_FRONT : _FRONT + length])
        layout = Layout(kind, {str(name): (code, _shape(shape)) for name, code, shape in listed})
    except (struct.error, ValueError, TypeError, KeyError, RecursionError) as error:
        raise KeyFileError(f"{path}: its directory can not be read. Get it anew.") from error
    if front[: len(layout.front)] != layout.front:
        raise KeyFileError(f"{path}: its directory is not as it was written. Get it anew.")
    return layout


def _shape(shape: list[int]) -> tuple[int, ...]:
    if not all(type(size) is int and 0 <= size < 1 << 40 for size in shape):
        raise ValueError(shape)
    return tuple(shape)
